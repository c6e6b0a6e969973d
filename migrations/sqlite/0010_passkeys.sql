-- Public keys whose other half an authenticator of the user holds.
CREATE TABLE passkeys (
    id BLOB PRIMARY KEY NOT NULL,
    "user" BLOB NOT NULL,
    name TEXT NOT NULL,
    site TEXT NOT NULL,
    algorithm INTEGER NOT NULL,
    key BLOB NOT NULL,
    counter INTEGER NOT NULL,
    made INTEGER NOT NULL,
    used INTEGER
) STRICT;
CREATE INDEX passkeys_user ON passkeys ("user");

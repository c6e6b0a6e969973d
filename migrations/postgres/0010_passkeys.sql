-- Public keys whose other half an authenticator of the user holds.
CREATE TABLE passkeys (
    id bytea PRIMARY KEY NOT NULL,
    "user" uuid NOT NULL,
    name text NOT NULL,
    site text NOT NULL,
    algorithm bigint NOT NULL,
    key bytea NOT NULL,
    counter bigint NOT NULL,
    made bigint NOT NULL,
    used bigint
);
CREATE INDEX passkeys_user ON passkeys ("user");

-- What a user signs in with beside the password: the key of codes that change with time. It holds once it is confirmed
-- by a code; `step` is that of the last code that was used, as each opens once.
CREATE TABLE second_factors (
    "user" BLOB PRIMARY KEY NOT NULL,
    secret TEXT NOT NULL,
    made INTEGER NOT NULL,
    confirmed INTEGER,
    step INTEGER NOT NULL
) STRICT;

-- Hashes of the codes for whoever has lost what makes the others; each is gone once it was used.
CREATE TABLE recovery_codes (
    "user" BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY ("user", hash)
) STRICT;

-- Who somebody is at an identity provider, known once she came in by it: an address that somebody else gets there later
-- does not open her account.
CREATE TABLE identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    "user" uuid NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_user ON identities ("user");

-- Whether the way in was as good as two factors.
ALTER TABLE sessions ADD COLUMN strong bigint NOT NULL DEFAULT 0;

-- What each record has in common with those that are the same by a rule of duplicates: one row a rule and record.
-- Keys are hashes, so that nothing personal lies here.
CREATE TABLE duplicate_keys (
    rule bigint NOT NULL,
    key uuid NOT NULL,
    record uuid NOT NULL,
    PRIMARY KEY (rule, key, record)
);

-- Whether all records of a module have their keys by a rule.
CREATE TABLE duplicate_state (
    rule bigint PRIMARY KEY NOT NULL,
    module text NOT NULL,
    state text NOT NULL
);

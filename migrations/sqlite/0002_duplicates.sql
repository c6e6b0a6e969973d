-- What each record has in common with those that are the same by a rule of duplicates: one row a rule and record.
-- Keys are hashes, so that nothing personal lies here.
CREATE TABLE duplicate_keys (
    rule INTEGER NOT NULL,
    key BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (rule, key, record)
) STRICT, WITHOUT ROWID;

-- Whether all records of a module have their keys by a rule.
CREATE TABLE duplicate_state (
    rule INTEGER PRIMARY KEY NOT NULL,
    module TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;

-- Persons who were erased: which record, when, by whom and why, and nothing of the person. By it she is erased again
-- from a backup that is restored.
CREATE TABLE erasures (
    record BLOB PRIMARY KEY NOT NULL,
    module TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    "by" BLOB,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX erasures_at ON erasures (at);

-- Who saw the record of a person, or took many along: then there is a condition and a count instead of a record.
CREATE TABLE seen (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    "user" BLOB NOT NULL,
    module TEXT NOT NULL,
    record BLOB,
    how TEXT NOT NULL,
    filter TEXT NOT NULL,
    count INTEGER NOT NULL
) STRICT;
CREATE INDEX seen_record ON seen (record, at);
CREATE INDEX seen_at ON seen (at);

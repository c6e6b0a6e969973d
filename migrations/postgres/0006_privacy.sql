-- Persons who were erased: which record, when, by whom and why, and nothing of the person. By it she is erased again
-- from a backup that is restored.
CREATE TABLE erasures (
    record uuid PRIMARY KEY NOT NULL,
    module text NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    "by" uuid,
    reason text NOT NULL
);
CREATE INDEX erasures_at ON erasures (at);

-- Who saw the record of a person, or took many along: then there is a condition and a count instead of a record.
CREATE TABLE seen (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    "user" uuid NOT NULL,
    module text NOT NULL,
    record uuid,
    how text NOT NULL,
    filter text NOT NULL,
    count bigint NOT NULL
);
CREATE INDEX seen_record ON seen (record, at);
CREATE INDEX seen_at ON seen (at);

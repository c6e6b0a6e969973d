-- Who lost what to the pool, and who claimed it: for limits and figures. What was done is in the log.
CREATE TABLE pool_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "user" BLOB,
    module TEXT NOT NULL,
    record BLOB NOT NULL,
    rule TEXT NOT NULL,
    batch BLOB NOT NULL
) STRICT;
CREATE INDEX pool_events_user ON pool_events ("user", kind, at);
CREATE INDEX pool_events_at ON pool_events (at);

-- What every installation has beside the tables of its modules, which the program makes from their declarations.

-- The log: one row a change, in the order of the commits. Rows are never changed or removed.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    "by" BLOB,
    batch BLOB NOT NULL,
    module TEXT NOT NULL,
    record BLOB NOT NULL,
    kind TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;
CREATE INDEX changes_record ON changes (record, module);
CREATE INDEX changes_batch ON changes (batch);

-- Actions, which can be undone as a whole.
CREATE TABLE batches (
    id BLOB PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    "by" BLOB,
    kind TEXT NOT NULL,
    module TEXT NOT NULL,
    count INTEGER NOT NULL,
    undone_by BLOB
) STRICT;
CREATE INDEX batches_at ON batches (at);

CREATE TABLE credentials (
    "user" BLOB PRIMARY KEY NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Tokens are kept as their SHA-256 only: who reads the file cannot sign in with what he finds.
CREATE TABLE sessions (
    hash BLOB PRIMARY KEY NOT NULL,
    "user" BLOB NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    agent TEXT NOT NULL,
    ip TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions ("user");

CREATE TABLE tokens (
    hash BLOB PRIMARY KEY NOT NULL,
    "user" BLOB NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    last_used INTEGER,
    ended INTEGER
) STRICT;
CREATE INDEX tokens_user ON tokens ("user");

-- Links that work once.
CREATE TABLE once (
    hash BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    "user" BLOB,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE counters (
    name TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- What was answered to a request with an idempotency key.
CREATE TABLE idempotency (
    "user" BLOB NOT NULL,
    key TEXT NOT NULL,
    request BLOB NOT NULL,
    response TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY ("user", key)
) STRICT;
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE imports (
    id BLOB PRIMARY KEY NOT NULL,
    "user" BLOB,
    at INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX imports_user ON imports ("user", at);

-- What is to be done after the write that queued it.
CREATE TABLE effects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX effects_due ON effects (due);

-- Which fields the search index of a module was made from; another list means that it is made anew.
CREATE TABLE search_state (
    module TEXT PRIMARY KEY NOT NULL,
    fields TEXT NOT NULL
) STRICT;

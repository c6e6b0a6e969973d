-- Who lost what to the pool, and who claimed it: for limits and figures. What was done is in the log.
CREATE TABLE pool_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    kind text NOT NULL,
    "user" uuid,
    module text NOT NULL,
    record uuid NOT NULL,
    rule text NOT NULL,
    batch uuid NOT NULL
);
CREATE INDEX pool_events_user ON pool_events ("user", kind, at);
CREATE INDEX pool_events_at ON pool_events (at);

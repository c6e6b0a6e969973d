-- Mails on their way: queued in the transaction of what they tell about, sent after it, and kept a while to be looked at.
CREATE TABLE mails (
    id uuid PRIMARY KEY NOT NULL,
    at bigint NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    -- Sealed, because it may hold a link that opens something; empty once it was sent.
    content text NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    -- When it is to be tried; nothing once it is sent or has failed for good.
    due bigint,
    -- The problem that the last try met, as JSON.
    trouble text
);
CREATE INDEX mails_due ON mails (due);
CREATE INDEX mails_at ON mails (at);

CREATE INDEX once_user ON once ("user");

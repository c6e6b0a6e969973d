-- Mails on their way: queued in the transaction of what they tell about, sent after it, and kept a while to be looked at.
CREATE TABLE mails (
    id BLOB PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Sealed, because it may hold a link that opens something; empty once it was sent.
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- When it is to be tried; nothing once it is sent or has failed for good.
    due INTEGER,
    -- The problem that the last try met, as JSON.
    trouble TEXT
) STRICT;
CREATE INDEX mails_due ON mails (due);
CREATE INDEX mails_at ON mails (at);

CREATE INDEX once_user ON once ("user");

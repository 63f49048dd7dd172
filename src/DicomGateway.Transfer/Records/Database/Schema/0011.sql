-- Alerts: what is or was wrong, what was told of it, and to whom it still has to be told.
-- told_level: the level that people know of; null before anything was told. is_closed: everything about it has been told.
CREATE TABLE alerts (
    alert_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       INTEGER NOT NULL,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    level      INTEGER NOT NULL,
    is_event   INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    ended_at   INTEGER,
    told_level INTEGER,
    is_closed  INTEGER NOT NULL
);
CREATE INDEX alerts_by_subject ON alerts (kind, subject);
CREATE INDEX alerts_live ON alerts (kind) WHERE is_closed = 0;

CREATE TABLE alert_messages (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    is_over    INTEGER NOT NULL,
    lines      TEXT NOT NULL
);
CREATE INDEX alert_messages_by_kind ON alert_messages (kind, message_id);

-- state: 0 waiting, 1 sent, 2 given up.
CREATE TABLE alert_sendings (
    message_id INTEGER NOT NULL REFERENCES alert_messages (message_id),
    channel    TEXT NOT NULL,
    state      INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0,
    ended_at   INTEGER,
    PRIMARY KEY (message_id, channel)
) WITHOUT ROWID;
CREATE INDEX alert_sendings_waiting ON alert_sendings (channel, attempts, message_id) WHERE state = 0;

-- How the process before this one ended, and when the last backup was made, without a search through the whole audit.
CREATE INDEX audit_of_service ON audit (sequence) WHERE action IN ('service.started', 'service.stopped', 'storage.backup');

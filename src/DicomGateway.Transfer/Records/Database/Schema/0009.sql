-- Accounts of the console, invitations by which their passwords are chosen, and alerts.
CREATE TABLE accounts (
    account_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL UNIQUE,
    role        INTEGER NOT NULL,
    password    TEXT,
    is_disabled INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    last_login  INTEGER
);

-- One-time links: only the SHA-256 of what stands in the link. Without a name whoever opens the first one chooses it.
CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY,
    name       TEXT,
    expires_at INTEGER NOT NULL
);

CREATE TABLE alerts (
    alert_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    times      INTEGER NOT NULL,
    first_at   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    sent_at    INTEGER,
    outcome    TEXT
);
CREATE INDEX alerts_waiting ON alerts (sent_at, kind, subject);

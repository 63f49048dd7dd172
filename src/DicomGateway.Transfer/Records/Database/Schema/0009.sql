-- Accounts of the console, and invitations by which their passwords are chosen.
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

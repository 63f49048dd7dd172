-- Storage commitment: what destinations have promised, and what we promised to others.
-- Which destinations have to promise what they took, as the configuration says; a destination that is not here need not.
CREATE TABLE proofs (
    destination TEXT PRIMARY KEY,
    kind        INTEGER NOT NULL
);
-- proof: 0 not wanted, 1 wanted, 2 asked, 3 promised, 4 not to be had. Of a wanted one proof_due says when to ask, of an asked one how long to wait.
ALTER TABLE deliveries ADD COLUMN proof INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN proof_due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN vain_asks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN transaction_id INTEGER;
CREATE INDEX deliveries_by_proof ON deliveries (destination, proof, state, proof_due) WHERE proof IN (1, 2);
CREATE INDEX deliveries_by_transaction ON deliveries (transaction_id) WHERE transaction_id IS NOT NULL;
CREATE TABLE transactions (
    transaction_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid            TEXT NOT NULL UNIQUE,
    destination    TEXT NOT NULL,
    asked_at       INTEGER NOT NULL,
    instances      INTEGER NOT NULL,
    is_taken       INTEGER NOT NULL DEFAULT 0
);
-- What we promised: the original is not deleted before. Requests wait here until their report is delivered; what they name identifies.
ALTER TABLE instances ADD COLUMN kept_until INTEGER NOT NULL DEFAULT 0;
CREATE TABLE promise_requests (
    request_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    requester      TEXT NOT NULL,
    called         TEXT NOT NULL,
    project        TEXT NOT NULL,
    sealed_request BLOB NOT NULL,
    asked_at       INTEGER NOT NULL,
    due_at         INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0
);
-- What rejection notes (IHE IOCM) have rejected, whenever it comes.
CREATE TABLE rejections (
    rejection_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    project       TEXT NOT NULL,
    sop_hash      BLOB NOT NULL,
    code          TEXT NOT NULL,
    note_study    INTEGER NOT NULL,
    note_instance BLOB NOT NULL,
    study_id      INTEGER,
    was_sent      INTEGER NOT NULL DEFAULT 0,
    at            INTEGER NOT NULL,
    UNIQUE (project, sop_hash, note_instance)
);
CREATE INDEX rejections_by_study ON rejections (study_id);

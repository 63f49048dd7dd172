-- Jobs: work items, what each expects and what became of it.
CREATE TABLE jobs (
    job_id          INTEGER PRIMARY KEY AUTOINCREMENT,
    project         TEXT NOT NULL,
    pacs            TEXT NOT NULL,
    cohort          TEXT,
    cohort_version  INTEGER,
    why             TEXT NOT NULL,
    needs_another   INTEGER NOT NULL,
    state           INTEGER NOT NULL,
    state_since     INTEGER NOT NULL,
    created_by      TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    approved_by     TEXT,
    approved_at     INTEGER,
    last_claim      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX jobs_by_state ON jobs (state, pacs);

-- One study each. is_open: its retrieval has begun and has not ended, so no idle timer closes the study.
CREATE TABLE job_items (
    item_id          INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id           INTEGER NOT NULL REFERENCES jobs (job_id),
    row              INTEGER NOT NULL,
    project          TEXT NOT NULL,
    study_hash       BLOB NOT NULL,
    sealed_selection BLOB NOT NULL,
    state            INTEGER NOT NULL,
    state_since      INTEGER NOT NULL,
    is_open          INTEGER NOT NULL DEFAULT 0,
    is_listed        INTEGER NOT NULL DEFAULT 0,
    expected_count   INTEGER,
    reason           TEXT,
    rounds           INTEGER NOT NULL DEFAULT 0,
    attempts         INTEGER NOT NULL DEFAULT 0,
    due_at           INTEGER NOT NULL DEFAULT 0,
    begun_at         INTEGER,
    lease_owner      TEXT,
    lease_until      INTEGER,
    UNIQUE (job_id, study_hash)
);
CREATE INDEX job_items_by_due ON job_items (job_id, state, due_at);
CREATE INDEX job_items_by_row ON job_items (job_id, row);
CREATE INDEX job_items_by_study ON job_items (project, study_hash);
CREATE INDEX job_items_by_state ON job_items (state);

-- Series to fetch, and their instances where the PACS lists them; else their counts.
CREATE TABLE job_series (
    item_id        INTEGER NOT NULL REFERENCES job_items (item_id),
    number         INTEGER NOT NULL,
    series_hash    BLOB NOT NULL,
    sealed_uid     BLOB NOT NULL,
    expected_count INTEGER,
    PRIMARY KEY (item_id, number)
) WITHOUT ROWID;

CREATE TABLE job_instances (
    item_id    INTEGER NOT NULL REFERENCES job_items (item_id),
    sop_hash   BLOB NOT NULL,
    number     INTEGER NOT NULL,
    sop_class  TEXT NOT NULL,
    sealed_uid BLOB NOT NULL,
    PRIMARY KEY (item_id, sop_hash)
) WITHOUT ROWID;
CREATE INDEX job_instances_by_sop ON job_instances (sop_hash);

-- What was asked of each PACS lately, so that a restart does not forget its limits; and bytes received beyond what its limit allowed until then.
CREATE TABLE pacs_begins (
    pacs TEXT NOT NULL,
    at   INTEGER NOT NULL
);
CREATE INDEX pacs_begins_by_time ON pacs_begins (pacs, at);
CREATE TABLE pacs_bytes (
    pacs TEXT PRIMARY KEY,
    owed INTEGER NOT NULL,
    at   INTEGER NOT NULL
);

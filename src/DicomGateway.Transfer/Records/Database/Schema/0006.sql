-- Cohorts. A preview is one search of the PACS; freezing makes a version of it, which nothing changes any more. *_hash columns are keyed hashes; sealed_* columns are AES-GCM.
CREATE TABLE cohorts (
    cohort_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL
);

CREATE TABLE cohort_previews (
    preview_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    cohort_id        INTEGER NOT NULL REFERENCES cohorts (cohort_id),
    state            INTEGER NOT NULL,
    repeats_version  INTEGER,
    started_at       INTEGER NOT NULL,
    started_by       TEXT NOT NULL,
    ended_at         INTEGER,
    sealed_criteria  BLOB NOT NULL,
    sealed_list      BLOB,
    picks_series     INTEGER NOT NULL,
    tally            TEXT NOT NULL,
    problem          TEXT,
    manifest_sha256  TEXT,
    selection_sha256 TEXT,
    version          INTEGER,
    frozen_at        INTEGER,
    frozen_by        TEXT,
    why              TEXT,
    sha256           TEXT,
    UNIQUE (cohort_id, version)
);

CREATE TABLE cohort_rows (
    preview_id INTEGER NOT NULL REFERENCES cohort_previews (preview_id) ON DELETE CASCADE,
    line       INTEGER NOT NULL,
    state      INTEGER NOT NULL,
    note       TEXT,
    studies    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (preview_id, line)
);

CREATE TABLE cohort_studies (
    found_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    preview_id   INTEGER NOT NULL REFERENCES cohort_previews (preview_id) ON DELETE CASCADE,
    row          INTEGER,
    line         INTEGER,
    pacs         TEXT NOT NULL,
    study_hash   BLOB NOT NULL,
    sealed_study BLOB NOT NULL,
    instances    INTEGER,
    reason       TEXT,
    is_unknown   INTEGER NOT NULL,
    UNIQUE (preview_id, study_hash)
);
CREATE INDEX cohort_studies_by_row ON cohort_studies (preview_id, row);
CREATE INDEX cohort_studies_by_reason ON cohort_studies (preview_id, reason);

CREATE TABLE cohort_series (
    found_id      INTEGER NOT NULL REFERENCES cohort_studies (found_id) ON DELETE CASCADE,
    series_hash   BLOB NOT NULL,
    sealed_series BLOB NOT NULL,
    modality      TEXT,
    instances     INTEGER,
    reason        TEXT,
    is_unknown    INTEGER NOT NULL,
    PRIMARY KEY (found_id, series_hash)
);

CREATE TRIGGER cohort_versions_stay BEFORE UPDATE ON cohort_previews WHEN OLD.version IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;
CREATE TRIGGER cohort_versions_are_kept BEFORE DELETE ON cohort_previews WHEN OLD.version IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version is kept'); END;
CREATE TRIGGER cohort_studies_stay BEFORE UPDATE ON cohort_studies
WHEN (SELECT version FROM cohort_previews p WHERE p.preview_id = OLD.preview_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;
CREATE TRIGGER cohort_studies_are_kept BEFORE DELETE ON cohort_studies
WHEN (SELECT version FROM cohort_previews p WHERE p.preview_id = OLD.preview_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version is kept'); END;
CREATE TRIGGER cohort_studies_are_whole BEFORE INSERT ON cohort_studies
WHEN (SELECT version FROM cohort_previews p WHERE p.preview_id = NEW.preview_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;
CREATE TRIGGER cohort_series_stay BEFORE UPDATE ON cohort_series
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = OLD.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;
CREATE TRIGGER cohort_series_are_kept BEFORE DELETE ON cohort_series
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = OLD.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version is kept'); END;
CREATE TRIGGER cohort_series_are_whole BEFORE INSERT ON cohort_series
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = NEW.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;

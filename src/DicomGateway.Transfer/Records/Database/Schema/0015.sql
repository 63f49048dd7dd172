-- Rules of cohorts on received headers: what they say of each series of a work item. rule: the one that leaves the series out; null when it goes on.
ALTER TABLE cohort_previews ADD COLUMN judges_received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN judges_received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_items ADD COLUMN is_judged INTEGER NOT NULL DEFAULT 0;
CREATE TABLE job_verdicts (
    item_id     INTEGER NOT NULL REFERENCES job_items (item_id),
    series_hash BLOB NOT NULL,
    rule        TEXT,
    is_unknown  INTEGER NOT NULL,
    PRIMARY KEY (item_id, series_hash)
) WITHOUT ROWID;

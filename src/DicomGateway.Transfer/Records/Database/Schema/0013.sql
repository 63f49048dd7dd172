-- A job's studies may be in several PACS: each item knows from which it is fetched, and the others that have its study, too.
ALTER TABLE job_items ADD COLUMN pacs TEXT NOT NULL DEFAULT '';
UPDATE job_items SET pacs = (SELECT j.pacs FROM jobs j WHERE j.job_id = job_items.job_id);
DROP INDEX job_items_by_due;
CREATE INDEX job_items_by_due ON job_items (job_id, pacs, state, due_at);

-- The PACS of a job's items. last_claim: jobs take turns at each PACS.
CREATE TABLE job_pacs (
    job_id     INTEGER NOT NULL REFERENCES jobs (job_id),
    pacs       TEXT NOT NULL,
    last_claim INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job_id, pacs)
) WITHOUT ROWID;
INSERT INTO job_pacs(job_id, pacs, last_claim) SELECT job_id, pacs, last_claim FROM jobs;
DROP INDEX jobs_by_state;
CREATE INDEX jobs_by_state ON jobs (state);
ALTER TABLE jobs DROP COLUMN pacs;
ALTER TABLE jobs DROP COLUMN last_claim;

-- Of items whose study several PACS have: these in the order in which they are asked. outcome: why it could not be had whole there; null before that is known.
CREATE TABLE job_item_pacs (
    item_id INTEGER NOT NULL REFERENCES job_items (item_id),
    number  INTEGER NOT NULL,
    pacs    TEXT NOT NULL,
    outcome TEXT,
    PRIMARY KEY (item_id, number)
) WITHOUT ROWID;

-- Further PACS that have a study that was found, in the order of the criteria.
CREATE TABLE cohort_study_pacs (
    found_id INTEGER NOT NULL REFERENCES cohort_studies (found_id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    pacs     TEXT NOT NULL,
    PRIMARY KEY (found_id, number),
    UNIQUE (found_id, pacs)
) WITHOUT ROWID;
CREATE TRIGGER cohort_study_pacs_stay BEFORE UPDATE ON cohort_study_pacs
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = OLD.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;
CREATE TRIGGER cohort_study_pacs_are_kept BEFORE DELETE ON cohort_study_pacs
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = OLD.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version is kept'); END;
CREATE TRIGGER cohort_study_pacs_are_whole BEFORE INSERT ON cohort_study_pacs
WHEN (SELECT p.version FROM cohort_previews p JOIN cohort_studies s ON s.preview_id = p.preview_id WHERE s.found_id = NEW.found_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen version does not change'); END;

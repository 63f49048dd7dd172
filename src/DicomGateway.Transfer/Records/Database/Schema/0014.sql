-- Patients of whom somebody has said that they are one person, under their project. What identifies them is sealed; *_hash and *_patient are keyed hashes.
CREATE TABLE patient_merges (
    merge_id          INTEGER PRIMARY KEY AUTOINCREMENT,
    project           TEXT NOT NULL,
    absorbed_hash     BLOB NOT NULL,
    absorbed_patient  BLOB NOT NULL,
    surviving_patient BLOB NOT NULL,
    sealed_identities BLOB NOT NULL,
    merged_at         INTEGER NOT NULL,
    merged_by         TEXT NOT NULL,
    why               TEXT NOT NULL,
    undone_at         INTEGER,
    undone_by         TEXT,
    undone_why        TEXT
);
CREATE UNIQUE INDEX patient_merges_in_force ON patient_merges (project, absorbed_hash) WHERE undone_at IS NULL;
CREATE INDEX patient_merges_by_absorbed ON patient_merges (project, absorbed_patient);
CREATE INDEX patient_merges_by_surviving ON patient_merges (project, surviving_patient);
-- When the seal was made that a study first went out with: the merges of that time are those it keeps.
ALTER TABLE studies ADD COLUMN patients_at INTEGER;

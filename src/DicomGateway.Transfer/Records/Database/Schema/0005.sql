-- The catalogue: attributes of the de-identified copies that the node holds, for C-FIND, C-MOVE and C-GET. They are pseudonymous, hence in clear.
-- What is in it may be seen: triggers take a study out with its copies, when it is held or rejected, and when its patient objects.
-- attributes columns are data sets in Explicit VR Little Endian and ISO_IR 192.
CREATE TABLE catalogue_patients (
    patient    INTEGER PRIMARY KEY,
    project    TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    studies    INTEGER NOT NULL DEFAULT 0,
    series     INTEGER NOT NULL DEFAULT 0,
    instances  INTEGER NOT NULL DEFAULT 0,
    attributes BLOB NOT NULL,
    UNIQUE (project, patient_id)
);
CREATE INDEX catalogue_patients_by_project ON catalogue_patients (project);

CREATE TABLE catalogue_studies (
    study       INTEGER PRIMARY KEY,
    study_id    INTEGER NOT NULL UNIQUE REFERENCES studies (study_id),
    manifest_id INTEGER NOT NULL REFERENCES manifests (manifest_id),
    patient     INTEGER NOT NULL REFERENCES catalogue_patients (patient),
    project     TEXT NOT NULL,
    folder      TEXT NOT NULL,
    series      INTEGER NOT NULL,
    instances   INTEGER NOT NULL,
    attributes  BLOB NOT NULL
);
CREATE INDEX catalogue_studies_by_project ON catalogue_studies (project);
CREATE INDEX catalogue_studies_by_manifest ON catalogue_studies (manifest_id);
CREATE INDEX catalogue_studies_by_patient ON catalogue_studies (patient);

CREATE TABLE catalogue_series (
    series     INTEGER PRIMARY KEY,
    study      INTEGER NOT NULL REFERENCES catalogue_studies (study) ON DELETE CASCADE,
    project    TEXT NOT NULL,
    series_uid TEXT NOT NULL,
    modality   TEXT NOT NULL,
    instances  INTEGER NOT NULL,
    attributes BLOB NOT NULL
);
CREATE INDEX catalogue_series_by_study ON catalogue_series (study);
CREATE INDEX catalogue_series_by_uid ON catalogue_series (project, series_uid);
CREATE INDEX catalogue_series_by_modality ON catalogue_series (project, modality);

CREATE TABLE catalogue_instances (
    instance        INTEGER PRIMARY KEY,
    series          INTEGER NOT NULL REFERENCES catalogue_series (series) ON DELETE CASCADE,
    project         TEXT NOT NULL,
    sop_instance    TEXT NOT NULL,
    sop_class       TEXT NOT NULL,
    transfer_syntax TEXT NOT NULL,
    path            TEXT NOT NULL,
    sha256          BLOB NOT NULL,
    attributes      BLOB NOT NULL
);
CREATE INDEX catalogue_instances_by_series ON catalogue_instances (series);
CREATE INDEX catalogue_instances_by_uid ON catalogue_instances (project, sop_instance);
CREATE INDEX catalogue_instances_by_class ON catalogue_instances (project, sop_class);

-- Values that studies and patients are looked up by; kinds are in CatalogueKey: below 100 the owner is a study, from there on a patient.
CREATE TABLE catalogue_keys (
    project TEXT NOT NULL,
    kind    INTEGER NOT NULL,
    value   TEXT NOT NULL,
    owner   INTEGER NOT NULL,
    PRIMARY KEY (project, kind, value, owner)
) WITHOUT ROWID;
CREATE INDEX catalogue_keys_by_owner ON catalogue_keys (owner, kind);

-- 0: not in the catalogue yet, or taken out; 1: in it; 2: its files cannot be read.
ALTER TABLE manifests ADD COLUMN catalogued INTEGER NOT NULL DEFAULT 0;
CREATE INDEX manifests_to_catalogue ON manifests (manifest_id) WHERE catalogued = 0 AND bytes_state = 1;

CREATE TRIGGER catalogue_counts_down AFTER DELETE ON catalogue_studies BEGIN
    DELETE FROM catalogue_keys WHERE owner = OLD.study AND kind < 100;
    UPDATE manifests SET catalogued = 0 WHERE manifest_id = OLD.manifest_id;
    UPDATE catalogue_patients SET studies = studies - 1, series = series - OLD.series, instances = instances - OLD.instances WHERE patient = OLD.patient;
    DELETE FROM catalogue_keys WHERE owner = OLD.patient AND kind >= 100
        AND NOT EXISTS (SELECT 1 FROM catalogue_studies s WHERE s.patient = OLD.patient);
    DELETE FROM catalogue_patients WHERE patient = OLD.patient AND NOT EXISTS (SELECT 1 FROM catalogue_studies s WHERE s.patient = OLD.patient);
END;
CREATE TRIGGER catalogue_hides_held AFTER UPDATE OF state ON studies WHEN NEW.state IN (4, 8) BEGIN
    DELETE FROM catalogue_studies WHERE study_id = NEW.study_id;
END;
CREATE TRIGGER catalogue_follows_copies AFTER UPDATE OF bytes_state ON manifests WHEN NEW.bytes_state <> 1 BEGIN
    DELETE FROM catalogue_studies WHERE manifest_id = NEW.manifest_id;
END;
CREATE TRIGGER catalogue_hides_objectors AFTER INSERT ON opt_outs BEGIN
    DELETE FROM catalogue_studies WHERE study_id IN (
        SELECT i.study_id FROM instances i WHERE i.project = NEW.project AND i.patient_hash = NEW.patient_hash
            AND (length(NEW.issuer_hash) = 0 OR i.issuer_hash IS NULL OR i.issuer_hash = NEW.issuer_hash));
END;

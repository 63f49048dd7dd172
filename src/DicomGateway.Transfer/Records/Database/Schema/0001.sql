-- Times are microseconds since 1970 in UTC. Ids of instances are 16 bytes. *_hash columns are keyed hashes (HMAC); sealed_* columns are AES-GCM.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
);

CREATE TABLE segments (
    segment     INTEGER PRIMARY KEY,
    recorded_to INTEGER NOT NULL,
    is_deleted  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE studies (
    study_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    project         TEXT NOT NULL,
    study_hash      BLOB NOT NULL,
    patient_hash    BLOB,
    accession_hash  BLOB,
    sealed_identity BLOB NOT NULL,
    modality        TEXT,
    state           INTEGER NOT NULL,
    state_since     INTEGER NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 0,
    first_received  INTEGER NOT NULL,
    last_received   INTEGER NOT NULL,
    instance_count  INTEGER NOT NULL DEFAULT 0,
    has_versions    INTEGER NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    due_at          INTEGER NOT NULL DEFAULT 0,
    lease_owner     TEXT,
    lease_until     INTEGER,
    claimed_arrival INTEGER NOT NULL DEFAULT 0,
    is_late         INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, study_hash)
);
CREATE INDEX studies_by_idleness ON studies (state, project, last_received);
CREATE INDEX studies_by_due ON studies (state, due_at);
CREATE INDEX studies_by_patient ON studies (project, patient_hash);
CREATE INDEX studies_by_accession ON studies (project, accession_hash);

CREATE TABLE instances (
    arrival         INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id     BLOB NOT NULL UNIQUE,
    study_id        INTEGER NOT NULL REFERENCES studies (study_id),
    project         TEXT NOT NULL,
    sop_hash        BLOB NOT NULL,
    series_hash     BLOB,
    patient_hash    BLOB,
    issuer_hash     BLOB,
    version         INTEGER NOT NULL,
    disposition     INTEGER NOT NULL,
    disposed_at     INTEGER NOT NULL,
    is_compared     INTEGER NOT NULL,
    duplicate_of    BLOB,
    segment         INTEGER NOT NULL,
    start           INTEGER NOT NULL,
    length          INTEGER NOT NULL,
    header_length   INTEGER NOT NULL,
    end_offset      INTEGER NOT NULL,
    bytes_state     INTEGER NOT NULL,
    sha256          BLOB NOT NULL,
    sop_class       TEXT NOT NULL,
    transfer_syntax TEXT NOT NULL,
    sealed_identity BLOB NOT NULL,
    received        INTEGER NOT NULL,
    peer_address    TEXT NOT NULL,
    calling_ae      TEXT NOT NULL,
    called_ae       TEXT NOT NULL,
    job_item        TEXT
);
CREATE INDEX instances_by_sop ON instances (project, sop_hash, disposition);
CREATE INDEX instances_by_disposal ON instances (disposition, bytes_state, disposed_at);
CREATE INDEX instances_by_study ON instances (study_id, arrival);
CREATE INDEX instances_by_patient ON instances (project, patient_hash);
CREATE INDEX instances_by_segment ON instances (segment, bytes_state);
CREATE INDEX instances_going ON instances (arrival) WHERE bytes_state = 2;

CREATE TABLE holds (
    hold_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id   INTEGER NOT NULL REFERENCES studies (study_id),
    revision   INTEGER NOT NULL,
    stage      TEXT NOT NULL,
    since      INTEGER NOT NULL,
    decision   INTEGER NOT NULL DEFAULT 0,
    decided_by TEXT,
    decided_at INTEGER,
    why        TEXT
);
CREATE INDEX holds_by_study ON holds (study_id);
CREATE INDEX holds_open ON holds (hold_id) WHERE decision = 0;

CREATE TABLE findings (
    finding_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id    INTEGER NOT NULL REFERENCES studies (study_id),
    revision    INTEGER NOT NULL,
    hold_id     INTEGER REFERENCES holds (hold_id),
    stage       TEXT NOT NULL,
    code        TEXT NOT NULL,
    severity    INTEGER NOT NULL,
    place       TEXT,
    text        TEXT NOT NULL,
    instance_id BLOB,
    at          INTEGER NOT NULL
);
CREATE INDEX findings_by_study ON findings (study_id, revision);
CREATE INDEX findings_by_hold ON findings (hold_id);

CREATE TABLE manifests (
    manifest_id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id    INTEGER NOT NULL REFERENCES studies (study_id),
    revision    INTEGER NOT NULL,
    folder      TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    profile     TEXT NOT NULL,
    software    TEXT NOT NULL,
    sealed_at   INTEGER NOT NULL,
    bytes_state INTEGER NOT NULL,
    UNIQUE (study_id, revision)
);

CREATE TABLE outputs (
    output_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    manifest_id     INTEGER NOT NULL REFERENCES manifests (manifest_id),
    study_id        INTEGER NOT NULL,
    source_instance BLOB NOT NULL,
    sop_class       TEXT NOT NULL,
    sop_instance    TEXT NOT NULL,
    transfer_syntax TEXT NOT NULL,
    path            TEXT NOT NULL,
    length          INTEGER NOT NULL,
    sha256          TEXT NOT NULL
);
CREATE INDEX outputs_by_manifest ON outputs (manifest_id);
CREATE INDEX outputs_by_source ON outputs (source_instance);

CREATE TABLE deliveries (
    delivery_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id     INTEGER NOT NULL REFERENCES studies (study_id),
    manifest_id  INTEGER NOT NULL REFERENCES manifests (manifest_id),
    output_id    INTEGER NOT NULL REFERENCES outputs (output_id),
    destination  TEXT NOT NULL,
    sop_instance TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    state        INTEGER NOT NULL,
    status       INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0,
    due_at       INTEGER NOT NULL,
    lease_owner  TEXT,
    lease_until  INTEGER,
    is_in_doubt  INTEGER NOT NULL DEFAULT 0,
    comment      TEXT,
    updated_at   INTEGER NOT NULL,
    UNIQUE (destination, output_id)
);
CREATE INDEX deliveries_by_due ON deliveries (destination, state, due_at, updated_at);
CREATE INDEX deliveries_by_output ON deliveries (output_id, state);
CREATE INDEX deliveries_by_manifest ON deliveries (manifest_id, state);
CREATE INDEX deliveries_by_study ON deliveries (study_id, state);
CREATE INDEX deliveries_by_object ON deliveries (destination, sop_instance);

CREATE TABLE opt_outs (
    project         TEXT NOT NULL,
    patient_hash    BLOB NOT NULL,
    issuer_hash     BLOB NOT NULL,
    sealed_identity BLOB NOT NULL,
    added_at        INTEGER NOT NULL,
    PRIMARY KEY (project, patient_hash, issuer_hash)
);

CREATE TABLE configuration (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, name)
);

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    project  TEXT,
    study_id INTEGER,
    detail   TEXT,
    hash     BLOB NOT NULL
);
CREATE INDEX audit_by_study ON audit (study_id, sequence);
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_keeps_values BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- Versions of profiles, kept for ever; the version that a study was sealed under, and the one that it keeps since its first forwarding.
CREATE TABLE profiles (
    version TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    content TEXT NOT NULL,
    kept_at INTEGER NOT NULL
);
CREATE TRIGGER profiles_keep_rows BEFORE DELETE ON profiles BEGIN SELECT RAISE(ABORT, 'versions of profiles are kept'); END;
CREATE TRIGGER profiles_keep_values BEFORE UPDATE ON profiles BEGIN SELECT RAISE(ABORT, 'versions of profiles are kept'); END;
ALTER TABLE manifests ADD COLUMN profile_version TEXT REFERENCES profiles (version);
ALTER TABLE studies ADD COLUMN profile_version TEXT REFERENCES profiles (version);

-- Whether an entry comes from the configuration file (0) or was added by a person while the node ran (1): a start replaces those of the file only.
ALTER TABLE configuration ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;

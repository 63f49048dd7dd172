-- Tries that failed by the study, of those the ones during which the process ended, and retries that the surroundings caused: three counts where there was one.
ALTER TABLE studies ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE studies ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
UPDATE studies SET attempts = 0;
CREATE INDEX studies_after_crash ON studies (state, due_at) WHERE crashes > 0;

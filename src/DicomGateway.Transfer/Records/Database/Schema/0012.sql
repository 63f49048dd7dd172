-- What was decided about a rejection note: 0 nothing yet, 1 applied, 2 ignored. Those before this version were applied at once.
ALTER TABLE rejections ADD COLUMN decision INTEGER NOT NULL DEFAULT 1;
CREATE INDEX rejections_by_note_study ON rejections (note_study);

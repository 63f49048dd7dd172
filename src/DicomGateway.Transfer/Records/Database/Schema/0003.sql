-- What a person saw who decides about a hold: the instances of the run that was held. For earlier holds that is what had come when the run began.
ALTER TABLE holds ADD COLUMN seen_arrival INTEGER NOT NULL DEFAULT 0;
UPDATE holds SET seen_arrival = COALESCE((
    SELECT MAX(i.arrival) FROM instances i WHERE i.study_id = holds.study_id AND i.received <= (
        SELECT MAX(a.at) FROM audit a WHERE a.study_id = holds.study_id AND a.action = 'study.processing' AND a.at <= holds.since)), 0);

-- Which projects have stages that wait to be verified, without reading every event.
ALTER TABLE "project_milestone" ADD COLUMN "to_verify_by" UUID[] DEFAULT ARRAY[]::UUID[];

UPDATE "project_milestone" m SET "to_verify_by" = w.recorders
FROM (
  SELECT e.project_id, 
    array_agg(DISTINCT coalesce(e.recorded_by_id, '00000000-0000-0000-0000-000000000000')) AS recorders
  FROM stage_event e
  WHERE e.stage IN ('approved', 'signed', 'landSupplied', 'started', 'completed', 'producing', 'onTarget')
    AND e.phase_id IS NULL
    AND e.id IN (SELECT v.event_id FROM evidence v WHERE v.event_id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM stage_event c WHERE c.supersedes_id = e.id AND c.phase_id IS NULL)
    AND NOT EXISTS (SELECT FROM stage_verification v WHERE v.event_id = e.id)
  GROUP BY e.project_id) w
WHERE w.project_id = m.project_id;

CREATE INDEX "project_milestone_to_verify" ON "project_milestone" ("project_id", "to_verify_by") WHERE "to_verify_by" <> '{}';

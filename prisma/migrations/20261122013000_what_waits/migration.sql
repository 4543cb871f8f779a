-- The first page of the day asks for these; both are a small part of all projects.
CREATE INDEX "project_not_started" ON "project" (signed_from, id)
  WHERE signed_from IS NOT NULL AND started_from IS NULL AND merged_into_id IS NULL;
CREATE INDEX "project_next_step_on" ON "project" (next_step_on, id)
  WHERE next_step_on IS NOT NULL AND merged_into_id IS NULL;

-- AlterTable
ALTER TABLE "project" ADD COLUMN "annual_tax_wan" DECIMAL(14,2);

ALTER TABLE "project" ADD CONSTRAINT "project_tax_not_negative" CHECK (annual_tax_wan >= 0);

-- The funnel follows projects from their first lead: by project, and without meeting the table.
CREATE INDEX "stage_event_path" ON "stage_event" (project_id) INCLUDE (stage, occurred_from, stated_on, recorded_at, id)
  WHERE phase_id IS NULL;

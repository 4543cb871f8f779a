-- Lists are made of projects that are neither merged nor 作废: counting them reads this index alone, and their latest first.
CREATE INDEX "project_counted" ON "project" (updated_at, id) WHERE merged_into_id IS NULL AND voided_at IS NULL;
DROP INDEX "project_updated_at_id_idx";

-- The words in use are looked up one by one.
CREATE INDEX "investor_origin_idx" ON "investor"("origin");
CREATE INDEX "project_sponsor_idx" ON "project"("sponsor");

-- Figures of a year read the projects signed in it alone.
CREATE INDEX "project_milestone_at_signed_idx" ON "project_milestone"("at_signed");
CREATE INDEX "project_milestone_own_signed_idx" ON "project_milestone"("own_signed");

-- AlterTable
ALTER TABLE "project_fact" ADD COLUMN     "annual_tax_wan" DECIMAL(14,2);

-- AlterTable
ALTER TABLE "project_milestone" ADD COLUMN     "given_to_approved" DATE,
ADD COLUMN     "given_to_completed" DATE,
ADD COLUMN     "given_to_land_supplied" DATE,
ADD COLUMN     "given_to_lead" DATE,
ADD COLUMN     "given_to_negotiating" DATE,
ADD COLUMN     "given_to_on_target" DATE,
ADD COLUMN     "given_to_producing" DATE,
ADD COLUMN     "given_to_screening" DATE,
ADD COLUMN     "given_to_signed" DATE,
ADD COLUMN     "given_to_started" DATE;

-- What was promised so far is taken to have been so from the beginning: earlier values were not kept.
UPDATE "project_fact" f SET "annual_tax_wan" = p."annual_tax_wan"
  FROM "project" p WHERE p."id" = f."project_id" AND p."annual_tax_wan" IS NOT NULL;

-- The last possible day of each stage's own event, as the program works it out from here on.
UPDATE "project_milestone" m SET
  "given_to_lead" = e."lead",
  "given_to_negotiating" = e."negotiating",
  "given_to_screening" = e."screening",
  "given_to_approved" = e."approved",
  "given_to_signed" = e."signed",
  "given_to_land_supplied" = e."land_supplied",
  "given_to_started" = e."started",
  "given_to_completed" = e."completed",
  "given_to_producing" = e."producing",
  "given_to_on_target" = e."on_target"
FROM (
  SELECT e."project_id",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'lead' AND e."occurred_from" IS NOT NULL) AS "lead",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'negotiating' AND e."occurred_from" IS NOT NULL) AS "negotiating",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'screening' AND e."occurred_from" IS NOT NULL) AS "screening",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'approved' AND e."occurred_from" IS NOT NULL) AS "approved",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'signed' AND e."occurred_from" IS NOT NULL) AS "signed",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'landSupplied' AND e."occurred_from" IS NOT NULL) AS "land_supplied",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'started' AND e."occurred_from" IS NOT NULL) AS "started",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'completed' AND e."occurred_from" IS NOT NULL) AS "completed",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'producing' AND e."occurred_from" IS NOT NULL) AS "producing",
    min(e."occurred_to") FILTER (WHERE e."stage" = 'onTarget' AND e."occurred_from" IS NOT NULL) AS "on_target"
  FROM "stage_event" e
  WHERE e."phase_id" IS NULL AND e."stage" < 'suspended' AND e."id" NOT IN (
    SELECT c."supersedes_id" FROM "stage_event" c WHERE c."supersedes_id" IS NOT NULL AND c."phase_id" IS NULL)
  GROUP BY e."project_id") e
WHERE e."project_id" = m."project_id";

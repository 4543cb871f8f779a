-- What a delay puts off is summed over all that wait: without a look at each project.
ALTER TABLE "project_milestone" ADD COLUMN "annual_tax_wan" DECIMAL(14,2);

UPDATE "project_milestone" m SET "annual_tax_wan" = p."annual_tax_wan" FROM "project" p WHERE p."id" = m."project_id" AND p."annual_tax_wan" IS NOT NULL;

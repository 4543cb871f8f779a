ALTER TABLE "project" ADD COLUMN "water_m3_per_day" DECIMAL(12,2);
ALTER TABLE "project" ADD CONSTRAINT "project_water_not_negative" CHECK (water_m3_per_day >= 0);

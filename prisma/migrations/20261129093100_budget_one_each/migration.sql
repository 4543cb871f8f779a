-- Two partial indexes: the schema cannot say NULLS NOT DISTINCT, and would take the one index away.
DROP INDEX "budget_one_each";
CREATE UNIQUE INDEX "budget_one_each_park" ON "budget" ("kind", "year", "park_id") WHERE "park_id" IS NOT NULL;
CREATE UNIQUE INDEX "budget_one_each_county" ON "budget" ("kind", "year") WHERE "park_id" IS NULL;

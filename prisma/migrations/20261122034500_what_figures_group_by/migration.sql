-- What figures group and narrow by and has no history stands beside the milestones too.
ALTER TABLE "project_milestone" ADD COLUMN "no_land" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "investor_id" UUID, ADD COLUMN "channel" TEXT, ADD COLUMN "chain" TEXT;

UPDATE "project_milestone" m SET "no_land" = p."rents" OR p."own_land", "investor_id" = p."investor_id", "channel" = p."channel", "chain" = p."chain"
FROM "project" p WHERE p."id" = m."project_id";

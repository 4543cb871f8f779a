ALTER TABLE "screening" ADD COLUMN "terms" JSONB;

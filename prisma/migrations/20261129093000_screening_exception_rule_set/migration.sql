-- An exception stands for one criterion of one rule set.
ALTER TABLE "screening_exception" ADD COLUMN "rule_set_id" TEXT;
UPDATE "screening_exception" e SET "rule_set_id" = s."rule_set_ids"[1] FROM "screening" s WHERE s."id" = e."screening_id";
ALTER TABLE "screening_exception" ALTER COLUMN "rule_set_id" SET NOT NULL;
ALTER TABLE "screening_exception" DROP CONSTRAINT "screening_exception_pkey",
  ADD CONSTRAINT "screening_exception_pkey" PRIMARY KEY ("screening_id", "rule_set_id", "criterion");

-- Points without a cap can be many.
ALTER TABLE "screening" ALTER COLUMN "score" TYPE DECIMAL(24, 2);
ALTER TABLE "screening_revision" ALTER COLUMN "score" TYPE DECIMAL(24, 2);

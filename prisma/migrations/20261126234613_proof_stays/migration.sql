-- Evidence that a verification or a guard fact stands on is not taken off the record: neither row may change.
-- DropForeignKey
ALTER TABLE "guard_fact" DROP CONSTRAINT "guard_fact_evidence_id_fkey";

-- DropForeignKey
ALTER TABLE "stage_verification" DROP CONSTRAINT "stage_verification_evidence_id_fkey";

-- AddForeignKey
ALTER TABLE "stage_verification" ADD CONSTRAINT "stage_verification_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guard_fact" ADD CONSTRAINT "guard_fact_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

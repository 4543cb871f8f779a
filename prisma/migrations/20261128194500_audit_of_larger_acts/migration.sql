-- DropIndex
DROP INDEX "audit_event_actor_id_seq_idx";

-- DropIndex
DROP INDEX "audit_event_at_idx";

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN "part_of_id" UUID;

-- CreateIndex
CREATE INDEX "audit_event_part_of_id_at_seq_idx" ON "audit_event"("part_of_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_part_of_id_at_seq_idx" ON "audit_event"("actor_id", "part_of_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_event_action_at_seq_idx" ON "audit_event"("action", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_at_seq_idx" ON "audit_event"("subject_type", "at", "seq");

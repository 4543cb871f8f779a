-- AlterTable
ALTER TABLE "project" ADD COLUMN     "voided_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "project_void" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "voided" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,
    "import_batch_id" UUID,

    CONSTRAINT "project_void_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_void_seq_key" ON "project_void"("seq");

-- CreateIndex
CREATE INDEX "project_void_project_id_seq_idx" ON "project_void"("project_id", "seq");

-- AddForeignKey
ALTER TABLE "project_void" ADD CONSTRAINT "project_void_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Few are 作废: figures leave them out by this index, and the filter finds them.
CREATE INDEX "project_voided" ON "project" (id) WHERE voided_at IS NOT NULL;

-- The code of what is 作废 is free for the project that it was meant for.
DROP INDEX "project_code_once";
CREATE UNIQUE INDEX "project_code_once" ON "project" (code) WHERE code IS NOT NULL AND merged_into_id IS NULL AND voided_at IS NULL;

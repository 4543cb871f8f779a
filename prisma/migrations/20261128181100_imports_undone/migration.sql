-- AlterEnum
ALTER TYPE "import_state" ADD VALUE 'undone';

-- Compared as text: a new value of an enum may not be used in the transaction that adds it.
ALTER TABLE "import_batch" DROP CONSTRAINT "import_batch_committed";
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_committed" CHECK ((state::text IN ('committed', 'undone')) = (committed_at IS NOT NULL));

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "undone_at" TIMESTAMPTZ(3),
ADD COLUMN     "undone_by_id" UUID;

-- AlterTable
ALTER TABLE "park" ADD COLUMN     "valid_to" DATE;

-- CreateTable
CREATE TABLE "import_write" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "batch_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "import_write_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_write_seq_key" ON "import_write"("seq");

-- CreateIndex
CREATE INDEX "import_write_batch_id_subject_type_idx" ON "import_write"("batch_id", "subject_type");

-- AddForeignKey
ALTER TABLE "import_write" ADD CONSTRAINT "import_write_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

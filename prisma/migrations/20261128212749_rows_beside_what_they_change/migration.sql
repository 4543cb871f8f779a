-- AlterTable
ALTER TABLE "import_row" ADD COLUMN     "correction_id" UUID,
ADD COLUMN     "differences" JSONB,
ADD COLUMN     "fills_id" UUID;

-- CreateTable
CREATE TABLE "import_correction" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "values" JSONB NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL,
    "corrected_by_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by_id" UUID,

    CONSTRAINT "import_correction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_correction_kind_corrected_at_idx" ON "import_correction"("kind", "corrected_at");

-- One correction at a time says how a row is read.
CREATE UNIQUE INDEX "import_correction_in_use" ON "import_correction"("kind", "print") WHERE "removed_at" IS NULL;

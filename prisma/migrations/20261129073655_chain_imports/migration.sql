-- CreateTable
CREATE TABLE "chain_import" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "notes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outcomes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "chain_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chain_import_created_at_idx" ON "chain_import"("created_at");

-- CreateTable
CREATE TABLE "import_word" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "field" TEXT,
    "unit" TEXT,
    "unit_alone" BOOLEAN NOT NULL,
    "file_name" TEXT NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,
    "chosen_by_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by_id" UUID,

    CONSTRAINT "import_word_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_word_kind_chosen_at_idx" ON "import_word"("kind", "chosen_at");

-- One choice at a time says what a header means.
CREATE UNIQUE INDEX "import_word_in_use" ON "import_word"("kind", "word") WHERE "removed_at" IS NULL;

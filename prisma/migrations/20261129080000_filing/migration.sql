-- CreateTable
CREATE TABLE "province_filing" (
    "project_id" UUID NOT NULL,
    "filed_on" DATE NOT NULL,
    "number" TEXT NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "province_filing_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "relocation_mark" (
    "screening_id" UUID NOT NULL,
    "former_place" TEXT,
    "suspected" BOOLEAN NOT NULL,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "relocation_mark_pkey" PRIMARY KEY ("screening_id")
);

-- AddForeignKey
ALTER TABLE "province_filing" ADD CONSTRAINT "province_filing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relocation_mark" ADD CONSTRAINT "relocation_mark_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

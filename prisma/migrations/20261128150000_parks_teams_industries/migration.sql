-- AlterTable
ALTER TABLE "park" ADD COLUMN     "merged_into_id" UUID;

-- AlterTable
ALTER TABLE "team" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "park_name" (
    "id" UUID NOT NULL,
    "park_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "park_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "industry" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "merged_into_id" UUID,
    "confirmed" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "industry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "industry_name" (
    "id" UUID NOT NULL,
    "industry_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "industry_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "park_name_name_key" ON "park_name"("name");

-- CreateIndex
CREATE INDEX "park_name_park_id_idx" ON "park_name"("park_id");

-- CreateIndex
CREATE UNIQUE INDEX "industry_name_key" ON "industry"("name");

-- CreateIndex
CREATE UNIQUE INDEX "industry_name_name_key" ON "industry_name"("name");

-- CreateIndex
CREATE INDEX "industry_name_industry_id_idx" ON "industry_name"("industry_id");

-- AddForeignKey
ALTER TABLE "park" ADD CONSTRAINT "park_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "park_name" ADD CONSTRAINT "park_name_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "industry" ADD CONSTRAINT "industry_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "industry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "industry_name" ADD CONSTRAINT "industry_name_industry_id_fkey" FOREIGN KEY ("industry_id") REFERENCES "industry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The words in use are the first entries of the dictionary.
INSERT INTO "industry" ("id", "name")
SELECT gen_random_uuid(), "industry" FROM (SELECT DISTINCT "industry" FROM "project" WHERE "industry" <> '') in_use;

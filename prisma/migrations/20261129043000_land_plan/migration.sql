-- CreateTable
CREATE TABLE "land_plan" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "document" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "land_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "land_plan_part" (
    "plan_id" UUID NOT NULL,
    "source" "quota_source" NOT NULL,
    "reserve_mu" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "supply_mu" DECIMAL(12,2) NOT NULL DEFAULT 0,

    CONSTRAINT "land_plan_part_pkey" PRIMARY KEY ("plan_id","source")
);

-- CreateIndex
CREATE UNIQUE INDEX "land_plan_year_key" ON "land_plan"("year");

-- AddForeignKey
ALTER TABLE "land_plan_part" ADD CONSTRAINT "land_plan_part_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "land_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

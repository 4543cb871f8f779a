-- CreateEnum
CREATE TYPE "budget_kind" AS ENUM ('energy', 'coal', 'cod', 'ammoniaNitrogen', 'sulphurDioxide', 'nitrogenOxides', 'voc');

-- CreateEnum
CREATE TYPE "budget_claim_state" AS ENUM ('asked', 'promised', 'released');

-- CreateTable
CREATE TABLE "budget" (
    "id" UUID NOT NULL,
    "kind" "budget_kind" NOT NULL,
    "park_id" UUID,
    "year" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "document" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_claim" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "budget_kind" NOT NULL,
    "year" INTEGER NOT NULL,
    "park_id" UUID,
    "amount" DECIMAL(14,2) NOT NULL,
    "produces_on" DATE,
    "state" "budget_claim_state" NOT NULL DEFAULT 'asked',
    "note" TEXT,
    "document" TEXT,
    "promised_on" DATE,
    "promised_by_id" UUID,
    "excess" DECIMAL(14,2),
    "allowed_by" TEXT,
    "reason" TEXT,
    "released_on" DATE,
    "release_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "budget_claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "budget_park_id_idx" ON "budget"("park_id");

-- CreateIndex
CREATE INDEX "budget_claim_kind_year_idx" ON "budget_claim"("kind", "year");

-- CreateIndex
CREATE INDEX "budget_claim_project_id_idx" ON "budget_claim"("project_id");

-- CreateIndex
CREATE INDEX "budget_claim_park_id_idx" ON "budget_claim"("park_id");

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One budget of a kind, a year and a park; one of the county, which has no park.
CREATE UNIQUE INDEX "budget_one_each" ON "budget" ("kind", "year", "park_id") NULLS NOT DISTINCT;
ALTER TABLE "budget" ADD CONSTRAINT "budget_amount" CHECK ("amount" >= 0);
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_amount" CHECK ("amount" > 0);
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_promised" CHECK ("state" <> 'promised' OR "promised_on" IS NOT NULL);
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_released" CHECK (("state" = 'released') = ("released_on" IS NOT NULL));
-- Beyond a budget only by name and reason (一事一议).
ALTER TABLE "budget_claim" ADD CONSTRAINT "budget_claim_excess" CHECK ("excess" IS NULL OR ("allowed_by" IS NOT NULL AND "reason" IS NOT NULL));

-- CreateEnum
CREATE TYPE "screening_depth" AS ENUM ('quick', 'full');

-- CreateEnum
CREATE TYPE "screening_state" AS ENUM ('draft', 'concluded');

-- CreateEnum
CREATE TYPE "screening_verdict" AS ENUM ('fail', 'unknown', 'conditional', 'pass');

-- CreateTable
CREATE TABLE "screening" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "depth" "screening_depth" NOT NULL,
    "state" "screening_state" NOT NULL DEFAULT 'draft',
    "inputs" JSONB NOT NULL,
    "dossier" JSONB NOT NULL DEFAULT '{}',
    "rules" JSONB NOT NULL,
    "rule_set_ids" TEXT[],
    "verdict" "screening_verdict" NOT NULL,
    "score" DECIMAL(12,2),
    "class" TEXT,
    "evaluated_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,
    "concluded_at" TIMESTAMPTZ(3),

    CONSTRAINT "screening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_revision" (
    "screening_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "inputs" JSONB NOT NULL,
    "rule_set_ids" TEXT[],
    "verdict" "screening_verdict" NOT NULL,
    "score" DECIMAL(12,2),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "screening_revision_pkey" PRIMARY KEY ("screening_id","number")
);

-- CreateTable
CREATE TABLE "screening_exception" (
    "screening_id" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "allowed_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "document" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "screening_exception_pkey" PRIMARY KEY ("screening_id","criterion")
);

-- CreateIndex
CREATE INDEX "screening_recorded_at_id_idx" ON "screening"("recorded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "screening_verdict_recorded_at_idx" ON "screening"("verdict", "recorded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "screening_project_id_number_key" ON "screening"("project_id", "number");

-- AddForeignKey
ALTER TABLE "screening" ADD CONSTRAINT "screening_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_revision" ADD CONSTRAINT "screening_revision_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_exception" ADD CONSTRAINT "screening_exception_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "batch_part" AS ENUM ('signed', 'started', 'producing');

-- CreateEnum
CREATE TYPE "event_outcome" AS ENUM ('met', 'intended', 'signed');

-- AlterTable
ALTER TABLE "project" ADD COLUMN "chain" TEXT;

-- CreateTable
CREATE TABLE "promotion_batch" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "deadline_on" DATE NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "promotion_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_project" (
    "batch_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "part" "batch_part" NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by_id" UUID,

    CONSTRAINT "batch_project_pkey" PRIMARY KEY ("project_id","part")
);

-- CreateTable
CREATE TABLE "promotion_event" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "held_from" DATE NOT NULL,
    "held_to" DATE NOT NULL,
    "place" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "promotion_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_project" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "phase_id" UUID,
    "outcome" "event_outcome" NOT NULL DEFAULT 'met',
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by_id" UUID,

    CONSTRAINT "event_project_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promotion_batch_name_key" ON "promotion_batch"("name");

-- CreateIndex
CREATE INDEX "promotion_batch_held_on_idx" ON "promotion_batch"("held_on");

-- CreateIndex
CREATE INDEX "batch_project_batch_id_part_idx" ON "batch_project"("batch_id", "part");

-- CreateIndex
CREATE INDEX "promotion_event_held_from_idx" ON "promotion_event"("held_from");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_event_name_held_from_key" ON "promotion_event"("name", "held_from");

-- CreateIndex
CREATE INDEX "event_project_project_id_idx" ON "event_project"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_project_event_id_project_id_phase_id_key" ON "event_project"("event_id", "project_id", "phase_id");

-- CreateIndex
CREATE UNIQUE INDEX "phase_id_project_id_key" ON "phase"("id", "project_id");

-- CreateIndex
CREATE INDEX "project_chain_idx" ON "project"("chain");

-- AddForeignKey
ALTER TABLE "batch_project" ADD CONSTRAINT "batch_project_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "promotion_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_project" ADD CONSTRAINT "batch_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_project" ADD CONSTRAINT "event_project_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "promotion_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_project" ADD CONSTRAINT "event_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_project" ADD CONSTRAINT "event_project_phase_id_project_id_fkey" FOREIGN KEY ("phase_id", "project_id") REFERENCES "phase"("id", "project_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A phase may be null, which no unique index takes for equal.
CREATE UNIQUE INDEX "event_project_whole" ON "event_project" (event_id, project_id) WHERE phase_id IS NULL;

ALTER TABLE "promotion_batch" ADD CONSTRAINT "promotion_batch_deadline_after_day" CHECK (deadline_on >= held_on);
ALTER TABLE "promotion_event" ADD CONSTRAINT "promotion_event_days_in_order" CHECK (held_to >= held_from);

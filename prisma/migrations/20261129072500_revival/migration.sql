-- CreateEnum
CREATE TYPE "revival_kind" AS ENUM ('idle', 'lowUse', 'stopped');

-- CreateEnum
CREATE TYPE "revival_outcome" AS ENUM ('reused', 'recovered', 'withdrawn');

-- AlterTable
ALTER TABLE "reduction_task" ADD COLUMN     "unit_id" UUID;

-- CreateTable
CREATE TABLE "revival" (
    "id" UUID NOT NULL,
    "plot_id" UUID,
    "factory_id" UUID,
    "kind" "revival_kind" NOT NULL,
    "reason" TEXT,
    "measure" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "opened_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "closed_on" DATE,
    "outcome" "revival_outcome",
    "result" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "revival_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "revival_plot_id_idx" ON "revival"("plot_id");

-- CreateIndex
CREATE INDEX "revival_factory_id_idx" ON "revival"("factory_id");

-- CreateIndex
CREATE INDEX "revival_unit_id_idx" ON "revival"("unit_id");

-- CreateIndex
CREATE INDEX "revival_due_on_idx" ON "revival"("due_on");

-- AddForeignKey
ALTER TABLE "reduction_task" ADD CONSTRAINT "reduction_task_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revival" ADD CONSTRAINT "revival_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revival" ADD CONSTRAINT "revival_factory_id_fkey" FOREIGN KEY ("factory_id") REFERENCES "factory_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revival" ADD CONSTRAINT "revival_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A case is about one plot or one floor, of which one at a time is open; a closed one has its outcome.
ALTER TABLE "revival" ADD CONSTRAINT "revival_of_one" CHECK (num_nonnulls("plot_id", "factory_id") = 1);
ALTER TABLE "revival" ADD CONSTRAINT "revival_closed" CHECK (("closed_on" IS NULL) = ("outcome" IS NULL));
CREATE UNIQUE INDEX "revival_open_plot" ON "revival" ("plot_id") WHERE "closed_on" IS NULL;
CREATE UNIQUE INDEX "revival_open_factory" ON "revival" ("factory_id") WHERE "closed_on" IS NULL;

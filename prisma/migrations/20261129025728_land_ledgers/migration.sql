-- CreateEnum
CREATE TYPE "park_approval_kind" AS ENUM ('planning', 'planningEia', 'chemicalPark');

-- CreateTable
CREATE TABLE "park_approval" (
    "id" UUID NOT NULL,
    "park_id" UUID NOT NULL,
    "kind" "park_approval_kind" NOT NULL,
    "document" TEXT NOT NULL,
    "approved_on" DATE NOT NULL,
    "valid_to" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "park_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot_delay" (
    "id" UUID NOT NULL,
    "plot_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,
    "reason" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "plot_delay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot_progress" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "plot_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "started_mu" DECIMAL(12,2),
    "invested_percent" DECIMAL(5,2),
    "stopped_on" DATE,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "plot_progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot_readiness" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "plot_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL,
    "on" DATE NOT NULL,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "plot_readiness_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reduction_task" (
    "id" UUID NOT NULL,
    "park_id" UUID,
    "year" INTEGER NOT NULL,
    "target_mu" DECIMAL(12,2) NOT NULL,
    "baseline_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "reduction_task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "park_approval_park_id_idx" ON "park_approval"("park_id");

-- CreateIndex
CREATE INDEX "plot_delay_plot_id_idx" ON "plot_delay"("plot_id");

-- CreateIndex
CREATE UNIQUE INDEX "plot_progress_seq_key" ON "plot_progress"("seq");

-- CreateIndex
CREATE INDEX "plot_progress_plot_id_seq_idx" ON "plot_progress"("plot_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "plot_readiness_seq_key" ON "plot_readiness"("seq");

-- CreateIndex
CREATE INDEX "plot_readiness_plot_id_seq_idx" ON "plot_readiness"("plot_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "reduction_task_park_id_year_key" ON "reduction_task"("park_id", "year");

-- AddForeignKey
ALTER TABLE "park_approval" ADD CONSTRAINT "park_approval_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_delay" ADD CONSTRAINT "plot_delay_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_progress" ADD CONSTRAINT "plot_progress_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_readiness" ADD CONSTRAINT "plot_readiness_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reduction_task" ADD CONSTRAINT "reduction_task_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One task a year for the whole county too.
CREATE UNIQUE INDEX "reduction_task_county" ON "reduction_task" (year) WHERE park_id IS NULL;
ALTER TABLE "plot_delay" ADD CONSTRAINT "plot_delay_order" CHECK (to_on IS NULL OR to_on >= from_on);

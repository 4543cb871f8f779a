-- CreateEnum
CREATE TYPE "screening_run_state" AS ENUM ('running', 'cancelled', 'failed', 'done');

-- CreateTable
CREATE TABLE "screening_run" (
    "id" UUID NOT NULL,
    "rule_set_ids" TEXT[],
    "rules" JSONB NOT NULL,
    "evaluated_on" DATE NOT NULL,
    "state" "screening_run_state" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "failure" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by_id" UUID,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "screening_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_run_result" (
    "run_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "verdict" "screening_verdict",
    "score" DECIMAL(24,2),
    "class" TEXT,
    "before" "screening_verdict",
    "from_record" BOOLEAN NOT NULL,

    CONSTRAINT "screening_run_result_pkey" PRIMARY KEY ("run_id","project_id")
);

-- AddForeignKey
ALTER TABLE "screening_run_result" ADD CONSTRAINT "screening_run_result_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "screening_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_run_result" ADD CONSTRAINT "screening_run_result_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "OpinionAnswer" AS ENUM ('agree', 'conditional', 'disagree', 'notConcerned');

-- CreateTable
CREATE TABLE "opinion_request" (
    "id" UUID NOT NULL,
    "screening_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "working_days" INTEGER NOT NULL,
    "asked_on" DATE NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by_id" UUID,
    "instead_of_id" UUID,
    "answer" "OpinionAnswer",
    "text" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,
    "file_id" UUID,
    "recused_at" TIMESTAMPTZ(3),
    "recused_by_id" UUID,
    "recusal_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "opinion_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opinion_recusal" (
    "request_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "opinion_recusal_pkey" PRIMARY KEY ("request_id","user_id")
);

-- CreateTable
CREATE TABLE "review_condition" (
    "id" UUID NOT NULL,
    "screening_id" UUID NOT NULL,
    "request_id" UUID,
    "text" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "due_on" DATE,
    "closed_on" DATE,
    "closed_note" TEXT,
    "closed_by_id" UUID,
    "file_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,

    CONSTRAINT "review_condition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "opinion_request_screening_id_idx" ON "opinion_request"("screening_id");

-- CreateIndex
CREATE INDEX "opinion_request_unit_id_asked_on_idx" ON "opinion_request"("unit_id", "asked_on");

-- CreateIndex
CREATE INDEX "review_condition_screening_id_idx" ON "review_condition"("screening_id");

-- CreateIndex
CREATE INDEX "review_condition_request_id_idx" ON "review_condition"("request_id");

-- CreateIndex
CREATE INDEX "review_condition_unit_id_due_on_idx" ON "review_condition"("unit_id", "due_on");

-- AddForeignKey
ALTER TABLE "opinion_request" ADD CONSTRAINT "opinion_request_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_request" ADD CONSTRAINT "opinion_request_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_request" ADD CONSTRAINT "opinion_request_instead_of_id_fkey" FOREIGN KEY ("instead_of_id") REFERENCES "opinion_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_request" ADD CONSTRAINT "opinion_request_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_recusal" ADD CONSTRAINT "opinion_recusal_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "opinion_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "opinion_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A unit has one open request a screening; it may be asked again once it answered.
CREATE UNIQUE INDEX "opinion_request_open_once" ON "opinion_request" ("screening_id", "unit_id") WHERE "recused_at" IS NULL AND "answer" IS NULL;

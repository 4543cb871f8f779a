-- CreateEnum
CREATE TYPE "ReviewLevel" AS ENUM ('county', 'park');

-- CreateEnum
CREATE TYPE "ReviewDecision" AS ENUM ('passed', 'passedWithConditions', 'deferred', 'rejected');

-- AlterTable
ALTER TABLE "review_condition" ADD COLUMN     "item_id" UUID;

-- CreateTable
CREATE TABLE "review_meeting" (
    "id" UUID NOT NULL,
    "level" "ReviewLevel" NOT NULL,
    "park_id" UUID,
    "name" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "place" TEXT,
    "members" TEXT[],
    "attended" TEXT[],
    "minutes" TEXT,
    "file_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "review_meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "screening_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "decision" "ReviewDecision",
    "note" TEXT,
    "file_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "review_meeting_held_on_id_idx" ON "review_meeting"("held_on" DESC, "id");

-- CreateIndex
CREATE INDEX "review_meeting_park_id_idx" ON "review_meeting"("park_id");

-- CreateIndex
CREATE INDEX "review_item_project_id_idx" ON "review_item"("project_id");

-- CreateIndex
CREATE INDEX "review_item_screening_id_idx" ON "review_item"("screening_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_meeting_id_project_id_key" ON "review_item"("meeting_id", "project_id");

-- CreateIndex
CREATE INDEX "review_condition_item_id_idx" ON "review_condition"("item_id");

-- AddForeignKey
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "review_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "review_meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_screening_id_fkey" FOREIGN KEY ("screening_id") REFERENCES "screening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "review_meeting" ADD CONSTRAINT "review_meeting_park" CHECK (("level" = 'park') = ("park_id" IS NOT NULL));

-- A project stands on one open agenda at a time.
CREATE UNIQUE INDEX "review_item_open_once" ON "review_item" ("project_id") WHERE "decision" IS NULL;

-- A condition is made by a department or by a meeting.
ALTER TABLE "review_condition" ADD CONSTRAINT "review_condition_maker" CHECK (("request_id" IS NULL) <> ("item_id" IS NULL));

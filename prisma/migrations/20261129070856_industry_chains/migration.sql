-- CreateEnum
CREATE TYPE "chain_tier" AS ENUM ('upstream', 'midstream', 'downstream');

-- CreateEnum
CREATE TYPE "chain_position" AS ENUM ('leading', 'supporting');

-- CreateEnum
CREATE TYPE "chain_target_state" AS ENUM ('open', 'contacted', 'talking', 'registered', 'dropped');

-- CreateTable
CREATE TABLE "chain" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "leader" TEXT,
    "leader_title" TEXT,
    "unit_id" UUID,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "chain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_segment" (
    "id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "tier" "chain_tier" NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "chain_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_node" (
    "id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "segment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "place" INTEGER NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chain_node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_park" (
    "chain_id" UUID NOT NULL,
    "park_id" UUID NOT NULL,
    "position" "chain_position" NOT NULL,

    CONSTRAINT "chain_park_pkey" PRIMARY KEY ("chain_id","park_id")
);

-- CreateTable
CREATE TABLE "chain_firm" (
    "id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "uscc" TEXT,
    "park_id" UUID,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chain_firm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_target" (
    "id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,
    "reason" TEXT,
    "unit_id" UUID,
    "state" "chain_target_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chain_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain_project" (
    "node_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by_id" UUID,

    CONSTRAINT "chain_project_pkey" PRIMARY KEY ("node_id","project_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "chain_name_key" ON "chain"("name");

-- CreateIndex
CREATE INDEX "chain_unit_id_idx" ON "chain"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "chain_segment_chain_id_name_key" ON "chain_segment"("chain_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "chain_segment_id_chain_id_key" ON "chain_segment"("id", "chain_id");

-- CreateIndex
CREATE INDEX "chain_node_segment_id_idx" ON "chain_node"("segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "chain_node_chain_id_name_key" ON "chain_node"("chain_id", "name");

-- CreateIndex
CREATE INDEX "chain_park_park_id_idx" ON "chain_park"("park_id");

-- CreateIndex
CREATE INDEX "chain_firm_park_id_idx" ON "chain_firm"("park_id");

-- CreateIndex
CREATE UNIQUE INDEX "chain_firm_node_id_name_key" ON "chain_firm"("node_id", "name");

-- CreateIndex
CREATE INDEX "chain_target_unit_id_state_idx" ON "chain_target"("unit_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "chain_target_node_id_name_key" ON "chain_target"("node_id", "name");

-- CreateIndex
CREATE INDEX "chain_project_project_id_idx" ON "chain_project"("project_id");

-- AddForeignKey
ALTER TABLE "chain" ADD CONSTRAINT "chain_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_segment" ADD CONSTRAINT "chain_segment_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_node" ADD CONSTRAINT "chain_node_segment_id_chain_id_fkey" FOREIGN KEY ("segment_id", "chain_id") REFERENCES "chain_segment"("id", "chain_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_park" ADD CONSTRAINT "chain_park_chain_id_fkey" FOREIGN KEY ("chain_id") REFERENCES "chain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_park" ADD CONSTRAINT "chain_park_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_firm" ADD CONSTRAINT "chain_firm_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "chain_node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_firm" ADD CONSTRAINT "chain_firm_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_target" ADD CONSTRAINT "chain_target_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "chain_node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_target" ADD CONSTRAINT "chain_target_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_project" ADD CONSTRAINT "chain_project_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "chain_node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chain_project" ADD CONSTRAINT "chain_project_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the forms say too: names that are not blank, a code of the classification, none coarser than a division.
ALTER TABLE "chain" ADD CONSTRAINT "chain_name_given" CHECK (btrim("name") <> '');
ALTER TABLE "chain_node" ADD CONSTRAINT "chain_node_name_given" CHECK (btrim("name") <> '');
ALTER TABLE "chain_node" ADD CONSTRAINT "chain_node_codes"
  CHECK (array_to_string("codes", ' ') ~ '^(\d{2,4}( \d{2,4})*)?$');

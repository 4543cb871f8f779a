-- AlterTable
ALTER TABLE "project" ADD COLUMN     "floor_m2" DECIMAL(12,2);

-- CreateTable
CREATE TABLE "factory_unit" (
    "id" UUID NOT NULL,
    "park_id" UUID NOT NULL,
    "plot_id" UUID,
    "building" TEXT NOT NULL,
    "floor" INTEGER NOT NULL,
    "area_m2" DECIMAL(12,2) NOT NULL,
    "height_m" DECIMAL(5,2),
    "load_kn" DECIMAL(6,2),
    "rent_yuan" DECIMAL(8,2),
    "under_construction" BOOLEAN NOT NULL DEFAULT false,
    "done_on" DATE,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "factory_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "factory_lease" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "project_id" UUID,
    "tenant" TEXT,
    "from" DATE NOT NULL,
    "until" DATE,
    "document" TEXT,
    "ended_on" DATE,
    "end_note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "factory_lease_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "factory_unit_plot_id_idx" ON "factory_unit"("plot_id");

-- CreateIndex
CREATE UNIQUE INDEX "factory_unit_park_id_building_floor_key" ON "factory_unit"("park_id", "building", "floor");

-- CreateIndex
CREATE INDEX "factory_lease_unit_id_idx" ON "factory_lease"("unit_id");

-- CreateIndex
CREATE INDEX "factory_lease_project_id_idx" ON "factory_lease"("project_id");

-- AddForeignKey
ALTER TABLE "factory_unit" ADD CONSTRAINT "factory_unit_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "factory_unit" ADD CONSTRAINT "factory_unit_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "factory_lease" ADD CONSTRAINT "factory_lease_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "factory_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "factory_lease" ADD CONSTRAINT "factory_lease_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A floor has one tenant at a time, who is a project or a name.
CREATE UNIQUE INDEX "factory_lease_one_tenant" ON "factory_lease" ("unit_id") WHERE "ended_on" IS NULL;
ALTER TABLE "factory_lease" ADD CONSTRAINT "factory_lease_tenant" CHECK ("project_id" IS NOT NULL OR "tenant" IS NOT NULL);
ALTER TABLE "factory_lease" ADD CONSTRAINT "factory_lease_days" CHECK ("until" IS NULL OR "until" >= "from");
ALTER TABLE "factory_unit" ADD CONSTRAINT "factory_unit_floor" CHECK ("floor" <> 0 AND "area_m2" > 0);

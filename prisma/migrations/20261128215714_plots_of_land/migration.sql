-- CreateEnum
CREATE TYPE "quota_source" AS ENUM ('new', 'stock', 'linked', 'reward');

-- CreateEnum
CREATE TYPE "area_kind" AS ENUM ('registered', 'surveyed', 'computed', 'table');

-- CreateEnum
CREATE TYPE "supply_mode" AS ENUM ('granted', 'leasedFirst', 'leased', 'stockBought', 'noNewLand', 'standardLand');

-- CreateEnum
CREATE TYPE "map_layer" AS ENUM ('county', 'road');

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "options" JSONB;

-- DropIndex
DROP INDEX "plot_code_key";

-- DropIndex
DROP INDEX "plot_min_lon_max_lon_min_lat_max_lat_idx";

-- AlterTable
ALTER TABLE "allocation" ADD COLUMN     "since" DATE,
ADD COLUMN     "supply_mode" "supply_mode";
UPDATE "allocation" SET since = (recorded_at AT TIME ZONE 'Asia/Shanghai')::date;
ALTER TABLE "allocation" ALTER COLUMN "since" SET NOT NULL;

-- AlterTable
ALTER TABLE "plot" ADD COLUMN     "area_kind" "area_kind" NOT NULL DEFAULT 'table',
ADD COLUMN     "computed_mu" DECIMAL(14,4),
ADD COLUMN     "is_approximate" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "max_far" DECIMAL(6,2),
ADD COLUMN     "max_green" DECIMAL(5,2),
ADD COLUMN     "min_density" DECIMAL(5,2),
ADD COLUMN     "min_far" DECIMAL(6,2),
ADD COLUMN     "name" TEXT,
ADD COLUMN     "quota_source" "quota_source",
ADD COLUMN     "retired_on" DATE,
ADD COLUMN     "start_due_on" DATE,
ADD COLUMN     "start_price_wan" DECIMAL(12,2),
ADD COLUMN     "core" box,
ADD COLUMN     "status" "plot_status",
ADD COLUMN     "status_from" DATE,
ADD COLUMN     "voided_at" TIMESTAMPTZ(3),
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "plot" t SET status = coalesce(last.status, 'planned'), status_from = last.valid_from
  FROM "plot" each LEFT JOIN LATERAL (
    SELECT c.status, c.valid_from FROM plot_status_change c WHERE c.plot_id = each.id ORDER BY c.seq DESC LIMIT 1) last ON true
  WHERE t.id = each.id;
ALTER TABLE "plot" ALTER COLUMN "status" SET NOT NULL;

-- AlterTable
ALTER TABLE "plot_status_change" ADD COLUMN     "document" TEXT,
ALTER COLUMN "valid_from" DROP NOT NULL;

-- CreateTable
CREATE TABLE "plot_area" (
    "id" UUID NOT NULL,
    "plot_id" UUID NOT NULL,
    "kind" "area_kind" NOT NULL,
    "mu" DECIMAL(12,2) NOT NULL,
    "source" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "plot_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot_descent" (
    "parent_id" UUID NOT NULL,
    "child_id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "plot_descent_pkey" PRIMARY KEY ("parent_id","child_id")
);

-- CreateTable
CREATE TABLE "allocation_change" (
    "id" UUID NOT NULL,
    "allocation_id" UUID NOT NULL,
    "state" "allocation_state" NOT NULL,
    "on" DATE NOT NULL,
    "until" DATE,
    "document" TEXT,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "allocation_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "map_feature" (
    "id" UUID NOT NULL,
    "layer" "map_layer" NOT NULL,
    "name" TEXT NOT NULL,
    "geometry" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "map_feature_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "plot_area_plot_id_recorded_at_idx" ON "plot_area"("plot_id", "recorded_at");

-- CreateIndex
CREATE INDEX "plot_descent_child_id_idx" ON "plot_descent"("child_id");

-- CreateIndex
CREATE INDEX "allocation_change_allocation_id_recorded_at_idx" ON "allocation_change"("allocation_id", "recorded_at");

-- CreateIndex
CREATE INDEX "map_feature_layer_idx" ON "map_feature"("layer");

-- CreateIndex
CREATE INDEX "plot_status_idx" ON "plot"("status");

-- AddForeignKey
ALTER TABLE "plot_area" ADD CONSTRAINT "plot_area_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_descent" ADD CONSTRAINT "plot_descent_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_descent" ADD CONSTRAINT "plot_descent_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_allocation_id_fkey" FOREIGN KEY ("allocation_id") REFERENCES "allocation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What lies in a part of the map: the bounds of live plots, in degrees.
CREATE INDEX "plot_box" ON "plot" USING gist (box(point(min_lon, min_lat), point(max_lon, max_lat))) WHERE retired_on IS NULL;
-- A box that lies wholly within a plot: two live plots whose boxes meet would cover the same ground.
ALTER TABLE "plot" ADD CONSTRAINT "plot_ground_once" EXCLUDE USING gist (core WITH &&) WHERE (retired_on IS NULL);
-- An allocation of a hold has its last day.
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_hold_ends" CHECK (state <> 'held' OR until IS NOT NULL);
-- A number is used once, whether its plot still stands or was divided; what an undone import made gives its number back.
CREATE UNIQUE INDEX "plot_code_once" ON "plot" (code) WHERE voided_at IS NULL;
ALTER TABLE "plot" ADD CONSTRAINT "plot_voided_is_retired" CHECK (voided_at IS NULL OR retired_on IS NOT NULL);

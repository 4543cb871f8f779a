-- AlterTable
ALTER TABLE "allocation" ADD COLUMN     "price_wan" DECIMAL(14,2);

-- AlterTable
DROP INDEX "allocation_change_allocation_id_recorded_at_idx";
ALTER TABLE "allocation_change" ADD COLUMN     "file_id" UUID,
ADD COLUMN     "seq" BIGSERIAL NOT NULL,
ADD COLUMN     "takes_back" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "plot" ADD COLUMN     "contract_on" DATE,
ADD COLUMN     "contract_price_wan" DECIMAL(14,2);

-- AlterTable
ALTER TABLE "plot_status_change" ADD COLUMN     "file_id" UUID,
ADD COLUMN     "place" BIGINT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "supersedes_id" UUID,
ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "plot_status_change_supersedes_id_key" ON "plot_status_change"("supersedes_id");

-- CreateIndex
CREATE UNIQUE INDEX "allocation_change_seq_key" ON "allocation_change"("seq");

-- CreateIndex
CREATE INDEX "allocation_change_allocation_id_seq_idx" ON "allocation_change"("allocation_id", "seq");

-- AddForeignKey
ALTER TABLE "plot_status_change" ADD CONSTRAINT "plot_status_change_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_status_change" ADD CONSTRAINT "plot_status_change_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "plot_status_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_change" ADD CONSTRAINT "allocation_change_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A project looks at a plot once at a time.
CREATE UNIQUE INDEX "allocation_candidate_once" ON "allocation" (plot_id, project_id) WHERE state = 'candidate';

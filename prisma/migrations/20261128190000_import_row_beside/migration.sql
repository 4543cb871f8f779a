-- DropIndex
DROP INDEX "import_row_batch_id_sheet_row_number_key";

-- AlterTable
ALTER TABLE "import_row" ADD COLUMN     "beside" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "import_row_batch_id_sheet_row_number_beside_key" ON "import_row"("batch_id", "sheet", "row_number", "beside");

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

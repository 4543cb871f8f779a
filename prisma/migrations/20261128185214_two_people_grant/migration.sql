-- AlterTable
ALTER TABLE "user_role" ADD COLUMN     "confirmed_by_id" UUID;

-- CreateTable
CREATE TABLE "role_proposal" (
    "user_id" UUID NOT NULL,
    "role" "role_id" NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_proposal_pkey" PRIMARY KEY ("user_id","role")
);

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_confirmed_by_id_fkey" FOREIGN KEY ("confirmed_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_proposal" ADD CONSTRAINT "role_proposal_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_proposal" ADD CONSTRAINT "role_proposal_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "list_columns" (
    "user_id" UUID NOT NULL,
    "columns" TEXT[],

    CONSTRAINT "list_columns_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "list_columns" ADD CONSTRAINT "list_columns_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

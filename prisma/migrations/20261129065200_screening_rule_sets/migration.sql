-- CreateTable
CREATE TABLE "screening_rule_set" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "based_on" TEXT,
    "in_use" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "draft" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "screening_rule_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening_rule_set_version" (
    "id" UUID NOT NULL,
    "rule_set_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "effective_from" DATE NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "screening_rule_set_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "screening_rule_set_version_rule_set_id_effective_from_idx" ON "screening_rule_set_version"("rule_set_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "screening_rule_set_version_rule_set_id_number_key" ON "screening_rule_set_version"("rule_set_id", "number");

-- AddForeignKey
ALTER TABLE "screening_rule_set_version" ADD CONSTRAINT "screening_rule_set_version_rule_set_id_fkey" FOREIGN KEY ("rule_set_id") REFERENCES "screening_rule_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

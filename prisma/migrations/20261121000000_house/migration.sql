-- Trigram search on Chinese names needs a database whose LC_CTYPE knows them; the start checks it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('county', 'bureau', 'town', 'park', 'outpost', 'department');

-- CreateEnum
CREATE TYPE "role_id" AS ENUM ('officer', 'bureau', 'park', 'land', 'reviewer', 'inspector', 'leader', 'sysadmin', 'secadmin', 'auditor');

-- CreateEnum
CREATE TYPE "stage" AS ENUM ('lead', 'negotiating', 'screening', 'approved', 'signed', 'landSupplied', 'started', 'completed', 'producing', 'onTarget', 'suspended', 'resumed', 'ended', 'withdrawn');

-- CreateEnum
CREATE TYPE "project_status" AS ENUM ('active', 'suspended', 'ended');

-- CreateEnum
CREATE TYPE "day_precision" AS ENUM ('day', 'month', 'year', 'unknown');

-- CreateEnum
CREATE TYPE "guard_fact_kind" AS ENUM ('screeningDone', 'decisionPassed', 'legalReviewDone', 'commitmentsRecorded', 'allocationSupplied', 'targetReviewed');

-- CreateEnum
CREATE TYPE "personal_value_kind" AS ENUM ('phone', 'idNumber', 'email');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploaded', 'reading', 'previewed', 'committing', 'committed', 'failed', 'discarded');

-- CreateEnum
CREATE TYPE "import_row_state" AS ENUM ('pending', 'created', 'updated', 'unchanged', 'duplicate', 'held', 'discarded');

-- CreateEnum
CREATE TYPE "plot_status" AS ENUM ('planned', 'approvedNotAcquired', 'acquiredNotSupplied', 'suppliedNotUsed', 'underConstruction', 'inUse', 'recovered');

-- CreateEnum
CREATE TYPE "allocation_state" AS ENUM ('candidate', 'held', 'listed', 'supplied', 'delivered', 'released', 'recovered');

-- CreateEnum
CREATE TYPE "calendar_day_kind" AS ENUM ('workday', 'holiday');

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "parent_id" UUID,
    "valid_from" DATE NOT NULL DEFAULT '1949-10-01'::date,
    "valid_to" DATE,
    "merged_into_id" UUID,
    "confirmed" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_name" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "unit_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_role" (
    "user_id" UUID NOT NULL,
    "role" "role_id" NOT NULL,
    "granted_by_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "investor" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "normalized_name" TEXT NOT NULL,
    "uscc" TEXT,
    "origin" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "investor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "ours" BOOLEAN NOT NULL DEFAULT false,
    "investor_id" UUID,
    "project_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "personal_value" (
    "id" UUID NOT NULL,
    "kind" "personal_value_kind" NOT NULL,
    "value" TEXT,
    "contact_id" UUID,
    "import_row_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "personal_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "normalized_name" TEXT NOT NULL,
    "code" TEXT,
    "investor_id" UUID,
    "project_company" TEXT,
    "project_company_uscc" TEXT,
    "industry" TEXT,
    "industry_code" TEXT,
    "content" TEXT,
    "channel" TEXT,
    "unit_id" UUID NOT NULL,
    "team_id" UUID,
    "introduced_by_id" UUID,
    "landed_at_id" UUID,
    "park_id" UUID,
    "sponsor" TEXT,
    "chain_leader" TEXT,
    "investment_wan" DECIMAL(14,2),
    "land_mu" DECIMAL(12,2),
    "rents" BOOLEAN NOT NULL DEFAULT false,
    "own_land" BOOLEAN NOT NULL DEFAULT false,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "land_note" TEXT,
    "blocking_issue" TEXT,
    "next_step" TEXT,
    "next_step_on" DATE,
    "remark" TEXT,
    "hold_until" DATE,
    "merged_into_id" UUID,
    "stage" "stage" NOT NULL DEFAULT 'lead',
    "status" "project_status" NOT NULL DEFAULT 'active',
    "stage_on" DATE,
    "signed_from" DATE,
    "signed_to" DATE,
    "started_from" DATE,
    "started_to" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phase" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "investment_wan" DECIMAL(14,2),
    "land_mu" DECIMAL(12,2),

    CONSTRAINT "phase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "phase_id" UUID,
    "stage" "stage" NOT NULL,
    "occurred_from" DATE,
    "occurred_to" DATE,
    "precision" "day_precision" NOT NULL,
    "stated_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,
    "reason" TEXT,
    "note" TEXT,
    "supersedes_id" UUID,
    "waiver_reason" TEXT,
    "waiver_by" TEXT,
    "import_row_id" UUID,

    CONSTRAINT "stage_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_verification" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_by_id" UUID,
    "evidence_id" UUID,
    "note" TEXT,

    CONSTRAINT "stage_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_fact" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "valid_from" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,
    "unit_id" UUID NOT NULL,
    "park_id" UUID,
    "industry" TEXT,
    "sponsor" TEXT,
    "investment_wan" DECIMAL(14,2),
    "land_mu" DECIMAL(12,2),
    "import_row_id" UUID,

    CONSTRAINT "project_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guard_fact" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "guard_fact_kind" NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "day" DATE,
    "note" TEXT,
    "evidence_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "guard_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uploaded_by_id" UUID,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "event_id" UUID,
    "file_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added_by_id" UUID,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "park" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID,
    "parent_id" UUID,
    "chains" TEXT[],
    "min_intensity_wan_per_mu" DECIMAL(10,2),
    "boundary" JSONB,
    "confirmed" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "park_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "park_id" UUID,
    "area_mu" DECIMAL(12,2) NOT NULL,
    "land_use_code" TEXT,
    "source_epsg" INTEGER,
    "source_geometry" JSONB,
    "geometry" JSONB,
    "min_lon" DOUBLE PRECISION,
    "min_lat" DOUBLE PRECISION,
    "max_lon" DOUBLE PRECISION,
    "max_lat" DOUBLE PRECISION,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plot_status_change" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "plot_id" UUID NOT NULL,
    "status" "plot_status" NOT NULL,
    "valid_from" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "plot_status_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "id" UUID NOT NULL,
    "plot_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "state" "allocation_state" NOT NULL,
    "until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_id" UUID,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'uploaded',
    "mapping" JSONB,
    "report" JSONB,
    "failure" TEXT,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "committed_at" TIMESTAMPTZ(3),
    "committed_by_id" UUID,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "sheet" TEXT NOT NULL,
    "row_number" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "draft" JSONB,
    "findings" JSONB NOT NULL,
    "identity" TEXT NOT NULL,
    "state" "import_row_state" NOT NULL DEFAULT 'pending',
    "project_id" UUID,
    "duplicate_project_id" UUID,
    "duplicate_row_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "result" TEXT NOT NULL DEFAULT 'done',
    "request_id" TEXT,
    "address" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_set" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_on" DATE NOT NULL,
    "data" JSONB NOT NULL,
    "source" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" DATE NOT NULL,
    "kind" "calendar_day_kind" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "system_mark" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "system_mark_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE INDEX "unit_name_name_idx" ON "unit_name"("name");

-- CreateIndex
CREATE UNIQUE INDEX "unit_name_unit_id_name_key" ON "unit_name"("unit_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE INDEX "team_member_user_id_idx" ON "team_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_login_key" ON "app_user"("login");

-- CreateIndex
CREATE INDEX "app_user_unit_id_idx" ON "app_user"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "investor_uscc_key" ON "investor"("uscc");

-- CreateIndex
CREATE INDEX "investor_normalized_name_idx" ON "investor"("normalized_name");

-- CreateIndex
CREATE INDEX "investor_name_idx" ON "investor" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "contact_investor_id_idx" ON "contact"("investor_id");

-- CreateIndex
CREATE INDEX "contact_project_id_idx" ON "contact"("project_id");

-- CreateIndex
CREATE INDEX "personal_value_contact_id_idx" ON "personal_value"("contact_id");

-- CreateIndex
CREATE INDEX "personal_value_import_row_id_idx" ON "personal_value"("import_row_id");

-- CreateIndex
CREATE INDEX "project_unit_id_stage_idx" ON "project"("unit_id", "stage");

-- CreateIndex
CREATE INDEX "project_investor_id_idx" ON "project"("investor_id");

-- CreateIndex
CREATE INDEX "project_park_id_stage_idx" ON "project"("park_id", "stage");

-- CreateIndex
CREATE INDEX "project_introduced_by_id_stage_idx" ON "project"("introduced_by_id", "stage");

-- CreateIndex
CREATE INDEX "project_landed_at_id_stage_idx" ON "project"("landed_at_id", "stage");

-- CreateIndex
CREATE INDEX "project_merged_into_id_idx" ON "project"("merged_into_id");

-- CreateIndex
CREATE INDEX "project_team_id_idx" ON "project"("team_id");

-- CreateIndex
CREATE INDEX "project_stage_signed_from_idx" ON "project"("stage", "signed_from");

-- CreateIndex
CREATE INDEX "project_signed_from_idx" ON "project"("signed_from");

-- CreateIndex
CREATE INDEX "project_updated_at_id_idx" ON "project"("updated_at", "id");

-- CreateIndex
CREATE INDEX "project_normalized_name_idx" ON "project"("normalized_name");

-- CreateIndex
CREATE INDEX "project_industry_idx" ON "project"("industry");

-- CreateIndex
CREATE INDEX "project_channel_idx" ON "project"("channel");

-- CreateIndex
CREATE INDEX "project_code_idx" ON "project"("code");

-- CreateIndex
CREATE INDEX "project_name_idx" ON "project" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "phase_project_id_number_key" ON "phase"("project_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "stage_event_seq_key" ON "stage_event"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "stage_event_supersedes_id_key" ON "stage_event"("supersedes_id");

-- CreateIndex
CREATE INDEX "stage_event_project_id_seq_idx" ON "stage_event"("project_id", "seq");

-- CreateIndex
CREATE INDEX "stage_verification_event_id_idx" ON "stage_verification"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_fact_seq_key" ON "project_fact"("seq");

-- CreateIndex
CREATE INDEX "project_fact_project_id_seq_idx" ON "project_fact"("project_id", "seq");

-- CreateIndex
CREATE INDEX "project_fact_valid_from_idx" ON "project_fact"("valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "guard_fact_seq_key" ON "guard_fact"("seq");

-- CreateIndex
CREATE INDEX "guard_fact_project_id_seq_idx" ON "guard_fact"("project_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_key_key" ON "stored_file"("key");

-- CreateIndex
CREATE INDEX "evidence_project_id_idx" ON "evidence"("project_id");

-- CreateIndex
CREATE INDEX "evidence_event_id_idx" ON "evidence"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "park_name_key" ON "park"("name");

-- CreateIndex
CREATE UNIQUE INDEX "plot_code_key" ON "plot"("code");

-- CreateIndex
CREATE INDEX "plot_park_id_idx" ON "plot"("park_id");

-- CreateIndex
CREATE INDEX "plot_min_lon_max_lon_min_lat_max_lat_idx" ON "plot"("min_lon", "max_lon", "min_lat", "max_lat");

-- CreateIndex
CREATE UNIQUE INDEX "plot_status_change_seq_key" ON "plot_status_change"("seq");

-- CreateIndex
CREATE INDEX "plot_status_change_plot_id_seq_idx" ON "plot_status_change"("plot_id", "seq");

-- CreateIndex
CREATE INDEX "allocation_project_id_idx" ON "allocation"("project_id");

-- CreateIndex
CREATE INDEX "allocation_plot_id_idx" ON "allocation"("plot_id");

-- CreateIndex
CREATE INDEX "import_batch_created_at_idx" ON "import_batch"("created_at");

-- CreateIndex
CREATE INDEX "import_row_batch_id_state_sheet_row_number_idx" ON "import_row"("batch_id", "state", "sheet", "row_number");

-- CreateIndex
CREATE INDEX "import_row_identity_idx" ON "import_row"("identity");

-- CreateIndex
CREATE INDEX "import_row_project_id_idx" ON "import_row"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_row_batch_id_sheet_row_number_key" ON "import_row"("batch_id", "sheet", "row_number");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_seq_key" ON "audit_event"("seq");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_subject_id_seq_idx" ON "audit_event"("subject_type", "subject_id", "seq");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_seq_idx" ON "audit_event"("actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "rule_set_kind_version_key" ON "rule_set"("kind", "version");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_name" ADD CONSTRAINT "unit_name_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_investor_id_fkey" FOREIGN KEY ("investor_id") REFERENCES "investor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_value" ADD CONSTRAINT "personal_value_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_value" ADD CONSTRAINT "personal_value_import_row_id_fkey" FOREIGN KEY ("import_row_id") REFERENCES "import_row"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_investor_id_fkey" FOREIGN KEY ("investor_id") REFERENCES "investor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_introduced_by_id_fkey" FOREIGN KEY ("introduced_by_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_landed_at_id_fkey" FOREIGN KEY ("landed_at_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phase" ADD CONSTRAINT "phase_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_phase_id_fkey" FOREIGN KEY ("phase_id") REFERENCES "phase"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "stage_event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_verification" ADD CONSTRAINT "stage_verification_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "stage_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_verification" ADD CONSTRAINT "stage_verification_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guard_fact" ADD CONSTRAINT "guard_fact_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guard_fact" ADD CONSTRAINT "guard_fact_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "stage_event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "park" ADD CONSTRAINT "park_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "park" ADD CONSTRAINT "park_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot" ADD CONSTRAINT "plot_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "park"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot_status_change" ADD CONSTRAINT "plot_status_change_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_plot_id_fkey" FOREIGN KEY ("plot_id") REFERENCES "plot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the Prisma schema cannot say stands below.

-- One- and two-character grams: a trigram index cannot serve the two-character words Chinese is searched by.
CREATE FUNCTION text_grams(t text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  plain text := lower(t);
  grams text[] := string_to_array(plain, NULL);
BEGIN
  -- a loop: eight times as fast as a query over generate_series, and every insert pays for it
  FOR i IN 1 .. length(plain) - 1 LOOP
    grams := grams || substr(plain, i, 2);
  END LOOP;
  RETURN grams;
END
$$;
CREATE INDEX "project_name_grams" ON "project" USING gin (text_grams(name));
CREATE INDEX "investor_name_grams" ON "investor" USING gin (text_grams(name));

-- A unit's name is unique among its siblings while it is valid; there is one root.
CREATE UNIQUE INDEX "unit_name_among_siblings" ON "unit" (parent_id, name) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX "unit_one_root" ON "unit" ((parent_id IS NULL)) WHERE parent_id IS NULL AND valid_to IS NULL;
ALTER TABLE "unit" ADD CONSTRAINT "unit_valid_days" CHECK (valid_to IS NULL OR valid_from <= valid_to);
ALTER TABLE "unit" ADD CONSTRAINT "unit_not_own_parent" CHECK (parent_id <> id);

ALTER TABLE "investor" ADD CONSTRAINT "investor_uscc_shape" CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$');
ALTER TABLE "personal_value" ADD CONSTRAINT "personal_value_erased" CHECK ((value IS NULL) = (erased_at IS NOT NULL));

CREATE UNIQUE INDEX "project_code_once" ON "project" (code) WHERE code IS NOT NULL AND merged_into_id IS NULL;
ALTER TABLE "project" ADD CONSTRAINT "project_investment_not_negative" CHECK (investment_wan >= 0);
ALTER TABLE "project" ADD CONSTRAINT "project_land_not_negative" CHECK (land_mu >= 0);
ALTER TABLE "project" ADD CONSTRAINT "project_company_uscc_shape" CHECK (project_company_uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$');
ALTER TABLE "project" ADD CONSTRAINT "project_stage_on_path" CHECK (stage <= 'onTarget');

ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_day" CHECK (
  CASE WHEN precision = 'unknown' THEN occurred_from IS NULL AND occurred_to IS NULL
       ELSE occurred_from IS NOT NULL AND occurred_to IS NOT NULL AND occurred_from <= occurred_to END);
ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_withdrawn_supersedes" CHECK (stage <> 'withdrawn' OR supersedes_id IS NOT NULL);
ALTER TABLE "stage_event" ADD CONSTRAINT "stage_event_waiver_whole" CHECK ((waiver_reason IS NULL) = (waiver_by IS NULL));
ALTER TABLE "project_fact" ADD CONSTRAINT "project_fact_not_negative" CHECK (investment_wan >= 0 AND land_mu >= 0);

-- The scan that every figure is drawn from reads these indexes and, for most, no table: events by project, from signing on; events beside the
-- path; projects merged away; the facts in force on a day.
CREATE INDEX "stage_event_milestones" ON "stage_event" (project_id) INCLUDE (stage, occurred_from, stated_on, recorded_at, id)
  WHERE phase_id IS NULL AND stage >= 'signed';
CREATE INDEX "stage_event_beside" ON "stage_event" (project_id) WHERE phase_id IS NULL AND stage > 'onTarget';
CREATE INDEX "project_merged" ON "project" (id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX "project_fact_by_day" ON "project_fact" (project_id, coalesce(valid_from, '0001-01-01'::date) DESC, seq DESC)
  INCLUDE (valid_from, recorded_at, unit_id, park_id, industry, sponsor, investment_wan, land_mu);

ALTER TABLE "plot" ADD CONSTRAINT "plot_has_area" CHECK (area_mu > 0);
-- From held to delivered, one project a plot.
CREATE UNIQUE INDEX "allocation_one_holder" ON "allocation" (plot_id) WHERE state IN ('held', 'listed', 'supplied', 'delivered');

-- One import of a batch at a time is held by its state; a row stands once in its batch (unique above).
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_committed" CHECK ((state = 'committed') = (committed_at IS NOT NULL));

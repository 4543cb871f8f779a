-- Figures read one row a project instead of its history. What is asked of every project stands first: a row is read from
-- its beginning.
CREATE TABLE "project_milestone" (
  "project_id" UUID NOT NULL,
  "c0" DATE, "c1" DATE, "c2" DATE, "c3" DATE, "c4" DATE, "c5" DATE, "c6" DATE, "c7" DATE, "c8" DATE, "c9" DATE,
  "beside" "stage", "beside_since" DATE,
  "unit_id" UUID, "park_id" UUID, "investment_wan" DECIMAL(14,2), "land_mu" DECIMAL(12,2), "industry" TEXT, "sponsor" TEXT, "facts_from" DATE,
  "o0" DATE, "o1" DATE, "o2" DATE, "o3" DATE, "o4" DATE, "o5" DATE, "o6" DATE, "o7" DATE, "o8" DATE, "o9" DATE,
  "t0" DATE, "t1" DATE, "t2" DATE, "t3" DATE, "t4" DATE, "t5" DATE, "t6" DATE, "t7" DATE, "t8" DATE, "t9" DATE,
  "v0" DATE, "v1" DATE, "v2" DATE, "v3" DATE, "v4" DATE, "v5" DATE, "v6" DATE, "v7" DATE, "v8" DATE, "v9" DATE,

  CONSTRAINT "project_milestone_pkey" PRIMARY KEY ("project_id")
);

ALTER TABLE "project_milestone" ADD CONSTRAINT "project_milestone_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Drawn from the whole history once; from then on by refreshMilestones.
    INSERT INTO project_milestone (project_id, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, beside, beside_since, unit_id, park_id, industry, sponsor, investment_wan, land_mu, facts_from)
    SELECT p.id AS project_id, m.c0 AS c0, m.c1 AS c1, m.c2 AS c2, m.c3 AS c3, m.c4 AS c4, m.c5 AS c5, m.c6 AS c6, m.c7 AS c7, m.c8 AS c8, m.c9 AS c9, m.o0 AS o0, m.o1 AS o1, m.o2 AS o2, m.o3 AS o3, m.o4 AS o4, m.o5 AS o5, m.o6 AS o6, m.o7 AS o7, m.o8 AS o8, m.o9 AS o9, m.t0 AS t0, m.t1 AS t1, m.t2 AS t2, m.t3 AS t3, m.t4 AS t4, m.t5 AS t5, m.t6 AS t6, m.t7 AS t7, m.t8 AS t8, m.t9 AS t9, v.v0 AS v0, v.v1 AS v1, v.v2 AS v2, v.v3 AS v3, v.v4 AS v4, v.v5 AS v5, v.v6 AS v6, v.v7 AS v7, v.v8 AS v8, v.v9 AS v9, s.status AS beside, s.since AS beside_since, f.unit_id AS unit_id, f.park_id AS park_id, f.industry AS industry, f.sponsor AS sponsor, f.investment_wan AS investment_wan, f.land_mu AS land_mu, f.holds_from AS facts_from
    FROM project p
    LEFT JOIN (
    SELECT project_id,
      CASE WHEN undated THEN least(g0, CASE WHEN g1 IS NULL THEN u0 END, CASE WHEN g2 IS NULL THEN u1 END, CASE WHEN g3 IS NULL THEN u2 END, CASE WHEN g4 IS NULL THEN u3 END, CASE WHEN g5 IS NULL THEN u4 END, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g0 END AS c0, CASE WHEN undated THEN least(g1, CASE WHEN g2 IS NULL THEN u1 END, CASE WHEN g3 IS NULL THEN u2 END, CASE WHEN g4 IS NULL THEN u3 END, CASE WHEN g5 IS NULL THEN u4 END, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g1 END AS c1, CASE WHEN undated THEN least(g2, CASE WHEN g3 IS NULL THEN u2 END, CASE WHEN g4 IS NULL THEN u3 END, CASE WHEN g5 IS NULL THEN u4 END, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g2 END AS c2, CASE WHEN undated THEN least(g3, CASE WHEN g4 IS NULL THEN u3 END, CASE WHEN g5 IS NULL THEN u4 END, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g3 END AS c3, CASE WHEN undated THEN least(g4, CASE WHEN g5 IS NULL THEN u4 END, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g4 END AS c4, CASE WHEN undated THEN least(g5, CASE WHEN g6 IS NULL THEN u5 END, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g5 END AS c5, CASE WHEN undated THEN least(g6, CASE WHEN g7 IS NULL THEN u6 END, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g6 END AS c6, CASE WHEN undated THEN least(g7, CASE WHEN g8 IS NULL THEN u7 END, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g7 END AS c7, CASE WHEN undated THEN least(g8, CASE WHEN g9 IS NULL THEN u8 END, CASE WHEN g10 IS NULL THEN u9 END) ELSE g8 END AS c8, CASE WHEN undated THEN least(g9, CASE WHEN g10 IS NULL THEN u9 END) ELSE g9 END AS c9,
      CASE WHEN undated THEN least(t0, CASE WHEN u0 IS NOT NULL THEN coalesce(g1, u0) END) ELSE t0 END AS o0, CASE WHEN undated THEN least(t1, CASE WHEN u1 IS NOT NULL THEN coalesce(g2, u1) END) ELSE t1 END AS o1, CASE WHEN undated THEN least(t2, CASE WHEN u2 IS NOT NULL THEN coalesce(g3, u2) END) ELSE t2 END AS o2, CASE WHEN undated THEN least(t3, CASE WHEN u3 IS NOT NULL THEN coalesce(g4, u3) END) ELSE t3 END AS o3, CASE WHEN undated THEN least(t4, CASE WHEN u4 IS NOT NULL THEN coalesce(g5, u4) END) ELSE t4 END AS o4, CASE WHEN undated THEN least(t5, CASE WHEN u5 IS NOT NULL THEN coalesce(g6, u5) END) ELSE t5 END AS o5, CASE WHEN undated THEN least(t6, CASE WHEN u6 IS NOT NULL THEN coalesce(g7, u6) END) ELSE t6 END AS o6, CASE WHEN undated THEN least(t7, CASE WHEN u7 IS NOT NULL THEN coalesce(g8, u7) END) ELSE t7 END AS o7, CASE WHEN undated THEN least(t8, CASE WHEN u8 IS NOT NULL THEN coalesce(g9, u8) END) ELSE t8 END AS o8, CASE WHEN undated THEN least(t9, CASE WHEN u9 IS NOT NULL THEN coalesce(g10, u9) END) ELSE t9 END AS o9,
      t0, t1, t2, t3, t4, t5, t6, t7, t8, t9
    FROM (
    SELECT *, least(t0, t1, t2, t3, t4, t5, t6, t7, t8, t9) AS g0, least(t1, t2, t3, t4, t5, t6, t7, t8, t9) AS g1, least(t2, t3, t4, t5, t6, t7, t8, t9) AS g2, least(t3, t4, t5, t6, t7, t8, t9) AS g3, least(t4, t5, t6, t7, t8, t9) AS g4, least(t5, t6, t7, t8, t9) AS g5, least(t6, t7, t8, t9) AS g6, least(t7, t8, t9) AS g7, least(t8, t9) AS g8, least(t9) AS g9, NULL::date AS g10
    FROM (
    SELECT e.project_id,
      min(e.occurred_from) FILTER (WHERE e.stage = 'lead') AS t0, min(e.occurred_from) FILTER (WHERE e.stage = 'negotiating') AS t1, min(e.occurred_from) FILTER (WHERE e.stage = 'screening') AS t2, min(e.occurred_from) FILTER (WHERE e.stage = 'approved') AS t3, min(e.occurred_from) FILTER (WHERE e.stage = 'signed') AS t4, min(e.occurred_from) FILTER (WHERE e.stage = 'landSupplied') AS t5, min(e.occurred_from) FILTER (WHERE e.stage = 'started') AS t6, min(e.occurred_from) FILTER (WHERE e.stage = 'completed') AS t7, min(e.occurred_from) FILTER (WHERE e.stage = 'producing') AS t8, min(e.occurred_from) FILTER (WHERE e.stage = 'onTarget') AS t9,
      min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'lead') AS u0, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'negotiating') AS u1, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'screening') AS u2, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'approved') AS u3, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'signed') AS u4, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'landSupplied') AS u5, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'started') AS u6, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'completed') AS u7, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'producing') AS u8, min(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) FILTER (WHERE e.occurred_from IS NULL AND e.stage = 'onTarget') AS u9,
      count(e.occurred_from) < count(*) AS undated
    FROM stage_event e
    WHERE e.stage >= 'lead' AND e.stage <= 'onTarget' AND e.phase_id IS NULL AND true  AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND true )
    GROUP BY e.project_id) pivot OFFSET 0) dated OFFSET 0) m ON m.project_id = p.id
    LEFT JOIN (
    SELECT e.project_id, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'lead') AS v0, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'negotiating') AS v1, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'screening') AS v2, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'approved') AS v3, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'signed') AS v4, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'landSupplied') AS v5, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'started') AS v6, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'completed') AS v7, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'producing') AS v8, min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = 'onTarget') AS v9
    FROM stage_event e
    WHERE e.stage <= 'onTarget' AND e.phase_id IS NULL AND true  AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND true ) AND e.id IN (SELECT v.event_id FROM stage_verification v )
    GROUP BY e.project_id) v ON v.project_id = p.id
    LEFT JOIN (
    SELECT DISTINCT ON (e.project_id) e.project_id, e.stage AS status, coalesce(e.occurred_from, coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) AS since
    FROM stage_event e
    WHERE e.stage IN ('suspended', 'resumed', 'ended') AND e.phase_id IS NULL AND true  AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND true )
    ORDER BY e.project_id, coalesce(e.occurred_from, coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) DESC, e.seq DESC) s ON s.project_id = p.id
    LEFT JOIN (
    SELECT DISTINCT ON (f.project_id) f.*,
      CASE WHEN count(*) OVER (PARTITION BY f.project_id) = 1 THEN '-infinity' ELSE coalesce(f.valid_from, '0001-01-01'::date) END AS holds_from
    FROM project_fact f
    WHERE true
    ORDER BY f.project_id, coalesce(f.valid_from, '0001-01-01'::date) DESC, f.seq DESC) f ON f.project_id = p.id
    WHERE true;

-- Only figures as known on an earlier day read events now: one covering index is enough for them.
DROP INDEX "stage_event_milestones";

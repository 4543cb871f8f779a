import type { Client } from 'pg'
import { PATH, rankOf, type PathStage } from '~/projects/domain/stages'

const PRODUCTS = `
  光伏支架 储能电池箱体 风电塔筒 动力电池结构件 充电桩模块 精密减速器 数控机床部件 液压油缸
  机器人关节 轴承套圈 柔性线路板 连接器 车载显示模组 传感器 散热模组 中药颗粒 医用敷料
  植物提取物 诊断试剂 改性塑料 功能薄膜 碳纤维预制件 铝基复合材料 新材料 电子级树脂 竹笋
  速冻食品 山核桃制品 冷榨油脂 冷链仓储 智能分拨 橡胶减震器 流体管路 精密铸件 铝合金压铸件
`
  .trim()
  .split(/\s+/)
const INDUSTRIES = [
  '新能源装备',
  '高端装备制造',
  '电子信息',
  '生物医药',
  '新材料',
  '农产品精深加工',
  '现代物流',
  '汽车零部件',
]
const CHANNELS = ['以商招商', '驻点招商', '委托招商', '展会推介', '领导带队', '云招商']
const CHARACTERS = '沄砺昱泓翎睿璟岚澈骁衡曜栎煦澜铎珩峤屿川泽启辰峻楠越航湛远芯禾天华泰鼎丰源新力正通诚兴宏达'

const array = (words: string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(',')}]`
const one = (words: string[]) => `(${array(words)})[1 + floor(random() * ${words.length})::int]`

/** What is measured: nothing here is drawn afresh on a second run. */
const SEED = 0.2026

/** How far projects come, as shares of all. Many are talked to, fewer are built. */
const REACHED: Record<PathStage, number> = {
  lead: 0.04,
  negotiating: 0.1,
  screening: 0.07,
  approved: 0.07,
  signed: 0.13,
  landSupplied: 0.08,
  started: 0.16,
  completed: 0.1,
  producing: 0.13,
  onTarget: 0.12,
}
const upTo = (rank: number) =>
  PATH.slice(0, rank + 1)
    .reduce((sum, stage) => sum + REACHED[stage], 0)
    .toFixed(2)

export interface Counts {
  projects: number
  today: string
}

/**
 * Fills a migrated, empty database by set-based SQL, in the owner's role: 30 units of very unequal size (the largest
 * holds 15 in 100, the smallest 2), ten years, most of it recent, six events a project, corrections and suspensions among them.
 */
export async function fill(owner: Client, { projects, today }: Counts): Promise<void> {
  const plots = Math.round(projects / 2)
  const investors = Math.round(projects * 0.6)
  await owner.query(
    `SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '256MB'; SELECT setseed(${SEED})`,
  )
  for (const step of [
    offices(today),
    companies(investors, today),
    drafts(projects, investors, today),
    events(today),
    records(),
    land(plots, today),
  ]) {
    await owner.query(step)
  }
  await owner.query('VACUUM (ANALYZE)')
}

const offices = (today: string) => `
  CREATE FUNCTION pg_temp.id_at(t timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM t) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
      || '8' || substr(md5(random()::text), 1, 15))::uuid
  $$;
  CREATE TEMP TABLE place AS
    SELECT n, pg_temp.id_at('2010-01-01') AS id,
      (CASE WHEN n <= 6 THEN 'park' WHEN n <= 20 THEN 'town' WHEN n <= 23 THEN 'outpost' WHEN n = 24 THEN 'bureau' ELSE 'department' END)::unit_kind AS kind
    FROM generate_series(1, 30) n;
  INSERT INTO unit (id, name, kind, parent_id, created_at)
    SELECT id, '第' || n || '单位', kind, (SELECT id FROM unit WHERE parent_id IS NULL), '2010-01-01' FROM place;
  CREATE TEMP TABLE ground AS SELECT n, pg_temp.id_at('2010-01-01') AS id FROM generate_series(1, 6) n;
  INSERT INTO park (id, name, unit_id, chains, created_at)
    SELECT g.id, '第' || n || '园区', p.id, '{}', '2010-01-01' FROM ground g JOIN place p USING (n);
  CREATE TEMP TABLE person AS SELECT n, pg_temp.id_at('2010-01-01') AS id FROM generate_series(1, 60) n;
  INSERT INTO app_user (id, login, name, unit_id, password_hash, must_change_password)
    SELECT u.id, 'officer' || u.n, '专员' || u.n, p.id, '-', false FROM person u JOIN place p ON p.n = 1 + u.n % 30;
  INSERT INTO user_role (user_id, role)
    SELECT id, (CASE n WHEN 24 THEN 'bureau' WHEN 25 THEN 'leader' ELSE 'officer' END)::role_id FROM person;
  SELECT '${today}'::date`

const companies = (count: number, today: string) => `
  CREATE TEMP TABLE company AS
    SELECT n, pg_temp.id_at('${today}'::date - (3650 * (1 - n / ${count}.0))::int) AS id,
      ${one([...CHARACTERS])} || ${one([...CHARACTERS])} || ${one([...CHARACTERS])} || ${one(INDUSTRIES)} || '有限公司' AS name
    FROM generate_series(1, ${count}) n;
  INSERT INTO investor (id, name, normalized_name, origin)
    SELECT id, name, replace(replace(name, '有限', ''), '公司', ''), '省内' FROM company`

const drafts = (count: number, investors: number, today: string) => `
  CREATE TEMP TABLE draft AS
    SELECT i, lead_on, CASE WHEN rents AND least(rank, age / 20) = ${rankOf('landSupplied')} THEN ${rankOf('signed')} ELSE least(rank, age / 20) END AS rank, rents, age, pace,
      unit_n, landed_n, fate, wrong, company_n, wan, first_wan, mu, name, industry, channel
    FROM (
      SELECT i, '${today}'::date - age AS lead_on, age, random() < 0.15 AS rents, 0.8 + random() AS pace,
        (SELECT count(*) FROM unnest(${`ARRAY[${PATH.map((_, rank) => upTo(rank))
          .slice(0, -1)
          .join(',')}]`}) bound WHERE bound <= lot)::int AS rank,
        1 + floor(30 * random() ^ 1.8)::int AS unit_n, 1 + floor(30 * random() ^ 2)::int AS landed_n,
        random() AS fate, random() < 0.04 AS wrong, 1 + floor(${investors} * random() ^ 1.5)::int AS company_n,
        round((100 + 60000 * random() ^ 5)::numeric, -1) AS wan, random() < 0.4 AS first_wan, round((5 + 200 * random() ^ 3)::numeric, 2) AS mu,
        '年产' || (1 + floor(random() * 900)::int) || '万套' || ${one(PRODUCTS)} || '项目' AS name,
        ${one(INDUSTRIES)} AS industry, ${one(CHANNELS)} AS channel
      FROM (SELECT i, random() AS lot, 2 + (3648 * random() ^ 1.4)::int AS age FROM generate_series(1, ${count}) i) lots
    ) drawn;
  ALTER TABLE draft ADD id uuid, ADD unit_id uuid, ADD landed_id uuid, ADD park_id uuid, ADD person_id uuid;
  UPDATE draft d SET id = pg_temp.id_at(lead_on + interval '1 hour'),
    unit_id = (SELECT id FROM place WHERE n = d.unit_n),
    landed_id = CASE WHEN rank >= ${rankOf('signed')} THEN (SELECT id FROM place WHERE n = d.landed_n) END,
    park_id = CASE WHEN rank >= ${rankOf('screening')} THEN (SELECT id FROM ground WHERE n = 1 + d.landed_n % 6) END,
    person_id = (SELECT id FROM person WHERE n = 1 + d.i % 60);
  CREATE UNIQUE INDEX ON draft (i);
  ANALYZE draft`

const events = (today: string) => `
  CREATE TEMP TABLE happening AS
    SELECT pg_temp.id_at(happened_on + interval '2 hours') AS id, i, k, stage, NULL::uuid AS supersedes_id, wrong AND stage = 'signed' AS wrong,
      CASE WHEN monthly THEN date_trunc('month', happened_on)::date ELSE happened_on END AS first_on,
      CASE WHEN monthly THEN (date_trunc('month', happened_on) + interval '1 month - 1 day')::date ELSE happened_on END AS last_on,
      (CASE WHEN monthly THEN 'month' ELSE 'day' END)::day_precision AS precision,
      happened_on + interval '2 hours' + random() * interval '8 hours' AS recorded_at, NULL::text AS reason
    FROM (
      SELECT d.i, s.k, s.stage, d.wrong, s.stage >= 'signed' AND random() < 0.1 AS monthly,
        d.lead_on + floor(d.age * (s.k / (d.rank + 1.0)) ^ d.pace)::int AS happened_on
      FROM draft d JOIN (SELECT ordinality - 1 AS k, stage FROM unnest(${array([...PATH])}::stage[]) WITH ORDINALITY AS path (stage, ordinality)) s
        ON s.k <= d.rank AND NOT (s.stage = 'landSupplied' AND d.rents)
    ) told;
  -- Some signings were first recorded five days too early.
  WITH corrected AS (
    INSERT INTO happening
      SELECT pg_temp.id_at(recorded_at), i, k, stage, id, false, first_on, last_on, precision, recorded_at + interval '1 hour', '按正式文本更正'
      FROM happening WHERE wrong RETURNING supersedes_id)
  UPDATE happening h SET first_on = first_on - 5, last_on = first_on - 5, precision = 'day' FROM corrected c WHERE c.supersedes_id = h.id;
  -- One in twelve rests, most of them go on; one in eight is over.
  INSERT INTO happening
    SELECT pg_temp.id_at(at), i, NULL, stage::stage, NULL, false, at::date, at::date, 'day', at + interval '3 hours', '按会商意见'
    FROM (
      SELECT d.i, s.stage, h.last_on + floor(('${today}'::date - h.last_on) * s.share)::int + interval '0 hours' AS at
      FROM draft d JOIN happening h ON h.i = d.i AND h.k = d.rank AND NOT h.wrong
      JOIN (VALUES ('suspended', 0.3, 0.00, 0.08), ('resumed', 0.6, 0.00, 0.05), ('ended', 0.4, 0.08, 0.20)) s (stage, share, low, high)
        ON d.fate >= s.low AND d.fate < s.high AND h.last_on < '${today}'::date - 5
    ) beside;
  CREATE INDEX ON happening (i);
  ANALYZE happening;

  INSERT INTO project (id, name, normalized_name, code, investor_id, project_company, industry, content, channel, unit_id, introduced_by_id,
      landed_at_id, park_id, sponsor, investment_wan, land_mu, rents, blocking_issue, next_step, confidential,
      stage, status, stage_on, signed_from, signed_to, started_from, started_to, created_at, created_by_id, updated_at)
    SELECT d.id, d.name, d.name, 'B-' || d.i, c.id, c.name, d.industry, '新建厂房及生产线，' || d.name || '，分两期建设，配套仓储及办公用房', d.channel,
      d.unit_id, d.unit_id, d.landed_id, d.park_id, '领导' || (d.i % 25), d.wan, CASE WHEN d.rents THEN NULL ELSE d.mu END, d.rents,
      CASE WHEN d.i % 5 = 0 THEN '用地指标尚未落实，拟等下一批次' END, CASE WHEN d.i % 3 = 0 THEN '约企业踏勘备选地块' END, d.i % 100 = 0,
      last.stage, (CASE WHEN d.fate < 0.05 AND rests.i IS NOT NULL THEN 'active' WHEN d.fate < 0.08 AND rests.i IS NOT NULL THEN 'suspended'
        WHEN d.fate < 0.20 AND rests.i IS NOT NULL THEN 'ended' ELSE 'active' END)::project_status,
      last.first_on, signed.first_on, signed.last_on, started.first_on, started.last_on, d.lead_on + interval '2 hours', d.person_id, latest.at
    FROM draft d JOIN company c ON c.n = d.company_n
    JOIN happening last ON last.i = d.i AND last.k = d.rank AND NOT last.wrong
    LEFT JOIN happening signed ON signed.i = d.i AND signed.stage = 'signed' AND NOT signed.wrong
    LEFT JOIN happening started ON started.i = d.i AND started.stage = 'started'
    LEFT JOIN (SELECT DISTINCT i FROM happening WHERE k IS NULL) rests ON rests.i = d.i
    JOIN (SELECT i, max(recorded_at) AS at FROM happening GROUP BY i) latest ON latest.i = d.i
    ORDER BY d.lead_on;

  INSERT INTO stage_event (id, project_id, stage, occurred_from, occurred_to, precision, recorded_at, recorded_by_id, supersedes_id, reason)
    SELECT h.id, d.id, h.stage, h.first_on, h.last_on, h.precision, h.recorded_at, d.person_id, h.supersedes_id, h.reason
    FROM happening h JOIN draft d USING (i) ORDER BY h.recorded_at, h.k`

const records = () => `
  INSERT INTO project_fact (id, project_id, valid_from, recorded_at, recorded_by_id, unit_id, park_id, industry, sponsor, investment_wan, land_mu)
    SELECT pg_temp.id_at(lead_on + interval '2 hours'), id, NULL, lead_on + interval '2 hours', person_id, coalesce(CASE WHEN NOT first_wan THEN landed_id END, unit_id),
      park_id, industry, '领导' || (i % 25), CASE WHEN first_wan AND rank >= ${rankOf('signed')} THEN wan * 1.2 ELSE wan END, CASE WHEN rents THEN NULL ELSE mu END
    FROM draft ORDER BY lead_on;
  INSERT INTO project_fact (id, project_id, valid_from, recorded_at, recorded_by_id, unit_id, park_id, industry, sponsor, investment_wan, land_mu)
    SELECT pg_temp.id_at(h.recorded_at), d.id, h.first_on, h.recorded_at, person_id, coalesce(landed_id, unit_id),
      park_id, industry, '领导' || (i % 25), wan, CASE WHEN rents THEN NULL ELSE mu END
    FROM draft d JOIN happening h USING (i) WHERE h.stage = 'signed' AND NOT h.wrong AND d.first_wan ORDER BY h.recorded_at;
  INSERT INTO guard_fact (id, project_id, kind, holds, day, recorded_at, recorded_by_id)
    SELECT pg_temp.id_at(h.recorded_at), d.id, f.kind::guard_fact_kind, true, h.first_on, h.recorded_at, d.person_id
    FROM draft d JOIN happening h USING (i)
    JOIN (VALUES ('approved', 'screeningDone'), ('approved', 'decisionPassed'), ('signed', 'legalReviewDone'), ('signed', 'commitmentsRecorded'),
      ('landSupplied', 'allocationSupplied')) f (stage, kind) ON f.stage::stage = h.stage
    WHERE NOT h.wrong ORDER BY h.recorded_at;
  INSERT INTO contact (id, name, title, project_id, investor_id, created_at)
    SELECT pg_temp.id_at(lead_on + interval '2 hours'), '联系人' || i, '总经理', d.id, c.id, lead_on FROM draft d JOIN company c ON c.n = d.company_n;
  INSERT INTO personal_value (id, kind, value, contact_id, created_at)
    SELECT pg_temp.id_at(created_at), 'phone', '144' || lpad((random() * 99999999)::int::text, 8, '0'), id, created_at FROM contact;
  CREATE TEMP TABLE proof AS
    SELECT h.id AS event_id, d.id AS project_id, h.recorded_at AS at, d.person_id, pg_temp.id_at(h.recorded_at) AS file_id, pg_temp.id_at(h.recorded_at) AS id
    FROM happening h JOIN draft d USING (i) WHERE h.k IS NOT NULL AND h.stage >= 'approved' AND NOT h.wrong AND random() < 0.3;
  INSERT INTO stored_file (id, key, name, media_type, size_bytes, sha256, uploaded_at, uploaded_by_id)
    SELECT file_id, file_id::text, '佐证材料.pdf', 'application/pdf', 120000, md5(id::text) || md5(file_id::text), at, person_id FROM proof;
  INSERT INTO evidence (id, project_id, event_id, file_id, kind, added_at, added_by_id)
    SELECT id, project_id, event_id, file_id, '会议纪要', at, person_id FROM proof;
  INSERT INTO stage_verification (id, event_id, verified_at, verified_by_id, evidence_id)
    SELECT pg_temp.id_at(at), event_id, at + interval '5 days', person_id, id FROM proof WHERE random() < 0.7;
  INSERT INTO audit_event (id, at, actor_id, actor_name, action, subject_type, subject_id, after)
    SELECT pg_temp.id_at(h.recorded_at), h.recorded_at, d.person_id, '专员' || (1 + i % 60), 'stage.record', 'project', d.id::text,
      jsonb_build_object('eventId', h.id, 'stage', h.stage, 'occurred', jsonb_build_object('from', h.first_on, 'to', h.last_on, 'precision', h.precision))
    FROM happening h JOIN draft d USING (i) ORDER BY h.recorded_at`

/** A grid of plots side by side, a tenth of them taken: their drawings adjoin, and their areas are what the table says. */
const land = (count: number, today: string) => `
  CREATE TEMP TABLE piece AS
    SELECT n, pg_temp.id_at('${today}'::date - (n % 3000)) AS id, 118 + 0.002 * (n % 250) AS west, 30 + 0.002 * (n / 250) AS south,
      118.002 + 0.002 * (n % 250) AS east, 30.002 + 0.002 * (n / 250) AS north FROM generate_series(1, ${count}) n;
  INSERT INTO plot (id, code, park_id, area_mu, land_use_code, quota_source, status, source_epsg, source_geometry, geometry,
      min_lon, min_lat, max_lon, max_lat)
    SELECT id, 'Z-' || n, (SELECT g.id FROM ground g WHERE g.n = 1 + piece.n % 250 / 42), round((5 + 150 * random() ^ 3)::numeric, 2),
      (ARRAY['100101', '100102', '100103', '110101'])[1 + n % 4], (enum_range(NULL::quota_source))[1 + n % 4],
      (enum_range(NULL::plot_status))[1 + n % 7], 4490, jsonb_build_array(rings), jsonb_build_object('type', 'Polygon', 'coordinates', rings),
      west, south, east, north
    FROM piece, jsonb_build_array(jsonb_build_array(jsonb_build_array(west, south), jsonb_build_array(east, south),
      jsonb_build_array(east, north), jsonb_build_array(west, north), jsonb_build_array(west, south))) rings;
  INSERT INTO plot_status_change (id, plot_id, status, valid_from)
    SELECT pg_temp.id_at('${today}'::date - (n % 3000)), id, (enum_range(NULL::plot_status))[1 + n % 7], '${today}'::date - (n % 3000) FROM piece;
  INSERT INTO allocation (id, plot_id, project_id, state, since)
    SELECT pg_temp.id_at('${today}'::date - (n % 300)), id, (SELECT d.id FROM draft d WHERE d.i = piece.n), 'listed', '${today}'::date - (n % 300)
    FROM piece WHERE n % 10 = 0 AND EXISTS (SELECT FROM draft d WHERE d.i = piece.n)`

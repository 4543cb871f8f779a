import type { UnitMerge } from '~/auth/server/unit-merges'

/**
 * The projects of a merged unit go over with their history: what figures group by is appended anew for the other unit,
 * so a bulletin of before can still be drawn as it was.
 */
export const moveProjectsOfUnit: UnitMerge = async (tx, context, { unitId, intoId }) => {
  const projects = await tx.$executeRaw`
    UPDATE project SET
      unit_id = CASE WHEN unit_id = ${unitId}::uuid THEN ${intoId}::uuid ELSE unit_id END,
      introduced_by_id = CASE WHEN introduced_by_id = ${unitId}::uuid THEN ${intoId}::uuid ELSE introduced_by_id END,
      landed_at_id = CASE WHEN landed_at_id = ${unitId}::uuid THEN ${intoId}::uuid ELSE landed_at_id END,
      version = version + 1, updated_at = ${context.now}::timestamptz
    WHERE ${unitId}::uuid IN (unit_id, introduced_by_id, landed_at_id)`
  await tx.$executeRaw`
    INSERT INTO project_fact (id, project_id, valid_from, recorded_at, recorded_by_id, unit_id, park_id, industry,
                              sponsor, investment_wan, land_mu, import_row_id)
    SELECT gen_random_uuid(), project_id, valid_from, ${context.now}::timestamptz, ${context.actor.userId}::uuid, ${intoId}::uuid,
           park_id, industry, sponsor, investment_wan, land_mu, import_row_id
    FROM (
      SELECT DISTINCT ON (project_id, valid_from) * FROM project_fact
      WHERE project_id IN (SELECT project_id FROM project_fact WHERE unit_id = ${unitId}::uuid)
      ORDER BY project_id, valid_from, seq DESC
    ) AS holding
    WHERE unit_id = ${unitId}::uuid`
  // The cache of the facts in force (refreshMilestones): the same values, of the other unit.
  await tx.$executeRaw`UPDATE project_milestone SET unit_id = ${intoId}::uuid WHERE unit_id = ${unitId}::uuid`
  return { projects }
}

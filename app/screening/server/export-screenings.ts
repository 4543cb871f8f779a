import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { businessDay } from '~/shared/day'
import { keysOf } from '~/shared/records'
import { PROPOSAL_FIELDS } from '../domain/fields'
import { VERDICT_NAMES } from '../domain/rules/rule-set'
import { DEPTH_NAMES, STATE_NAMES, type ScreeningFilter } from '../domain/screening'
import { screeningsWhere } from './read-screening'
import { listRuleSets } from './rule-sets'
import { storedInputs } from './stored-screening'

const FIELDS = keysOf(PROPOSAL_FIELDS)
const HEAD = [
  '项目',
  '登记单位',
  '第几次',
  '深度',
  '状态',
  '结论',
  '得分',
  '预期等级',
  '规则集',
  '最近填报',
  '行业代码',
]

/** How many are read at once. */
const PAGE = 500

/** Writes the screenings that the list of the filter shows, with what each proposal says. Returns how many. */
export async function exportScreenings(
  context: RequestContext,
  filter: ScreeningFilter,
  file: string,
): Promise<number> {
  const head = [...HEAD, ...FIELDS.map((name) => `${PROPOSAL_FIELDS[name].label}（${PROPOSAL_FIELDS[name].unit}）`)]
  return writeXlsx(file, { name: '项目预审', head, rows: rowsOf(context, filter) })
}

async function* rowsOf(context: RequestContext, filter: ScreeningFilter): AsyncGenerator<Cell[]> {
  const where = screeningsWhere(context, filter)
  const names = new Map((await listRuleSets(context)).map(({ ruleSet }) => [ruleSet.id, ruleSet.name]))
  let after: string | undefined
  do {
    const rows = await database().screening.findMany({
      where,
      orderBy: { id: 'asc' },
      take: PAGE,
      ...(after && { cursor: { id: after }, skip: 1 }),
      include: { project: { select: { name: true, unit: { select: { name: true } } } } },
    })
    for (const {
      project,
      number,
      depth,
      state,
      verdict,
      score,
      class: grade,
      ruleSetIds,
      recordedAt,
      ...row
    } of rows) {
      const inputs = storedInputs(row.inputs)
      yield [
        project.name,
        project.unit.name,
        number,
        DEPTH_NAMES[depth],
        STATE_NAMES[state],
        VERDICT_NAMES[verdict],
        score === null ? null : Number(score),
        grade,
        ruleSetIds.map((id) => names.get(id) ?? id).join('、'),
        businessDay(recordedAt),
        inputs.industryCode ?? null,
        ...FIELDS.map((name) => inputs[name] ?? null),
      ]
    }
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id
  } while (after)
}

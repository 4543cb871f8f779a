import { recordHistory } from '~/audit/server/record'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import type { RevivalKind, RevivalOutcome } from '~/land/domain/revival/revival'
import { newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { addDays, businessDay, fromDay } from '~/shared/day'

interface Told {
  kind: RevivalKind
  reason: string
  measure: string
  /** days from today */
  opened: number
  due: number
  closed?: number
  outcome?: RevivalOutcome
  result?: string
}

/** Of plots that are idle by law; more of them are left for whoever looks. */
const IDLE: readonly Told[] = [
  { kind: 'idle', reason: '竞得后资金未到位，一直未动工', measure: '协议收回', opened: -150, due: -20 },
  { kind: 'idle', reason: '母公司重组，项目搁置', measure: '嫁接重组', opened: -90, due: 25 },
  { kind: 'idle', reason: '规划调整后需重新报建', measure: '督促开工', opened: -60, due: 120 },
]
/** Of plots on which something stands. */
const USED: readonly Told[] = [
  { kind: 'lowUse', reason: '亩均税收 1.2 万元，一半厂房闲置', measure: '分割转让', opened: -120, due: 60 },
  { kind: 'lowUse', reason: '仓储自用，未达约定投资强度', measure: '追加投资', opened: -45, due: 180 },
  { kind: 'stopped', reason: '停产两年，法院查封', measure: '司法处置', opened: -200, due: 10 },
  {
    kind: 'lowUse',
    reason: '产能不足三成',
    measure: '嫁接重组',
    opened: -280,
    due: -60,
    closed: -70,
    outcome: 'reused',
    result: '引入新材料项目，年增税收 300 万元',
  },
]
/** Of floors that stand vacant. */
const VACANT: readonly Told[] = [
  { kind: 'idle', reason: '建成一年未租出', measure: '招租，首年租金减半', opened: -100, due: 45 },
]

/** Loads what the demo county does about stock that lies idle. */
export async function loadRevivals(tx: Tx, now: Date): Promise<void> {
  const today = businessDay(now)
  const [idle, used, vacant] = await Promise.all([
    tx.$queryRaw<Stock[]>`
      SELECT t.id AS "plotId", NULL AS "factoryId", k.unit_id AS "unitId" FROM plot t JOIN park k ON k.id = t.park_id
      WHERE t.status = 'suppliedNotUsed' AND t.start_due_on + interval '1 year' <= ${today}::date
      ORDER BY t.start_due_on, t.code LIMIT ${IDLE.length}`,
    tx.$queryRaw<Stock[]>`
      SELECT t.id AS "plotId", NULL AS "factoryId", k.unit_id AS "unitId" FROM plot t JOIN park k ON k.id = t.park_id
      WHERE t.status = 'inUse' AND NOT EXISTS (SELECT FROM allocation a WHERE a.plot_id = t.id)
      ORDER BY t.area_mu DESC, t.code LIMIT ${USED.length}`,
    tx.$queryRaw<Stock[]>`
      SELECT NULL AS "plotId", f.id AS "factoryId", k.unit_id AS "unitId" FROM factory_unit f JOIN park k ON k.id = f.park_id
      WHERE NOT f.under_construction AND NOT EXISTS (SELECT FROM factory_lease l WHERE l.unit_id = f.id)
      ORDER BY f.area_m2 DESC, f.building, f.floor LIMIT ${VACANT.length}`,
  ])
  const rows = [...paired(idle, IDLE), ...paired(used, USED), ...paired(vacant, VACANT)].flatMap(
    ([{ unitId, ...stock }, { opened, due, closed, ...told }]) => {
      const on = (days: number) => fromDay(addDays(today, days))
      const days = { openedOn: on(opened), dueOn: on(due), closedOn: closed === undefined ? null : on(closed) }
      return unitId ? [{ id: newId(), ...stock, ...told, ...days, unitId }] : []
    },
  )
  await tx.revival.createMany({ data: rows })
  const context: RequestContext = { actor: SYSTEM_ACTOR, now, via: 'job' }
  await recordHistory(
    tx,
    rows.map(({ id, kind, measure, unitId }) => ({
      context,
      entry: { action: 'revival.open', subjectType: 'revival', subjectId: id, after: { kind, measure, unitId } },
    })),
  )
}

interface Stock {
  plotId: string | null
  factoryId: string | null
  unitId: string | null
}

const paired = (stock: readonly Stock[], told: readonly Told[]): [Stock, Told][] =>
  stock.flatMap((each, at) => {
    const one = told[at]
    return one ? [[each, one]] : []
  })

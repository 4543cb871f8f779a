import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { addDays, businessDay, daysBetween, type Day } from '~/shared/day'
import type { Duty, DutyItem } from '~/shared/duty'
import type { TURNS } from '../domain/filter'
import { IDLE_STEP_NAMES } from '../domain/idle/idle'
import { isOverdue } from '../domain/revival/revival'
import { idleClocks } from './idle/idle-clocks'
import { keptParksSql } from './kept-parks-sql'
import { listPlots } from './plots'
import { revivalsDue } from './revival/revivals'
import { ENDING_DAYS, endingSql, freedSql, strandedSql } from './plot-filter-sql'

const { sql } = Prisma

const SHOWN = 8

/**
 * For the land office: idle land and its next step. For whoever may hold: holds that run out, plots that became
 * free or are kept by a project that is over, and stock whose revival is due.
 */
export async function landDuties(context: RequestContext): Promise<Duty[]> {
  const { actor } = context
  const today = businessDay(context.now)
  const [idle, soon, ending, free, over, revive] = await Promise.all([
    can(actor, 'plot.edit') ? idleDuty(context, 'idle') : null,
    can(actor, 'plot.edit') ? idleDuty(context, 'soon') : null,
    can(actor, 'plot.hold') ? endingHolds(context, today) : null,
    can(actor, 'plot.hold') ? freedPlots(context, today) : null,
    can(actor, 'plot.hold') ? strandedPlots(context, today) : null,
    can(actor, 'revival.manage') ? revivalsToClose(context, today) : null,
  ])
  return [idle, soon, ending, free, over, revive].flatMap((duty) => (duty ? [duty] : []))
}

const IDLE_TITLES = { idle: '闲置土地', soon: '将满一年未动工' }

async function idleDuty(context: RequestContext, idle: 'idle' | 'soon'): Promise<Duty> {
  const { items, total } = await listPlots(context, { filter: { idle }, limit: SHOWN })
  const clocks = await idleClocks(
    context,
    items.map(({ id }) => id),
  )
  const title = IDLE_TITLES[idle]
  return {
    key: idle === 'idle' ? 'idleLand' : 'soonIdleLand',
    order: idle === 'idle' ? 12 : 14,
    to: `/plots?idle=${idle}`,
    figure: {
      label: title,
      count: total,
      unit: '宗',
      tone: total === 0 ? 'plain' : idle === 'idle' ? 'danger' : 'warning',
    },
    panel: {
      kind: 'list',
      title,
      wide: true,
      total,
      items: items.map(({ id, code, name }): DutyItem => {
        const clock = clocks.get(id)?.clock
        const next = clock?.steps.find(({ passed }) => !passed)
        const passed = clock?.steps.findLast((step) => step.passed)
        return {
          key: id,
          label: name ?? code,
          to: `/plots/${id}/idle`,
          note: passed ? `${passed.due} 起` : (next?.due ?? undefined),
          urgent: passed !== undefined,
          text: passed ? IDLE_STEP_NAMES[passed.step] : next && IDLE_STEP_NAMES[next.step],
        }
      }),
    },
  }
}

interface Waiting {
  id: string
  code: string
  name: string | null
  until: Day | null
  total: number
}

/** The first plots that satisfy a condition on `t`, of those that this actor may hold, and how many there are. */
const waitingPlots = (context: RequestContext, where: Prisma.Sql) =>
  database().$queryRaw<Waiting[]>(sql`
    SELECT t.id, t.code, t.name, count(*) OVER ()::int AS total,
      (SELECT max(a.until)::text FROM allocation a WHERE a.plot_id = t.id AND a.state = 'held') AS until
    FROM plot t LEFT JOIN park k ON k.id = t.park_id
    WHERE t.retired_on IS NULL AND ${keptParksSql(context.actor)} AND ${where}
    ORDER BY until, t.code LIMIT ${SHOWN}`)

async function endingHolds(context: RequestContext, today: Day): Promise<Duty> {
  const duty = { key: 'endingHolds', order: 30, turn: 'ending', title: `${ENDING_DAYS} 天内到期的锁定` } as const
  return waitingDuty(duty, await waitingPlots(context, endingSql(today)), ({ until }) => ({
    note: until === today ? '今天' : `${until}（${daysBetween(today, until ?? today)} 天后）`,
    urgent: until === today,
  }))
}

/** Plots that somebody had, and that the first in line may have now. */
async function freedPlots(context: RequestContext, today: Day): Promise<Duty> {
  const duty = { key: 'freedPlots', order: 32, turn: 'freed', title: '已空出、有项目候补的地块' } as const
  return waitingDuty(duty, await waitingPlots(context, freedSql(today)), () => ({ note: '第 1 顺位可以锁定' }))
}

/** Plots of projects that are over: the land waits until somebody releases it. */
async function strandedPlots(context: RequestContext, today: Day): Promise<Duty> {
  const duty = { key: 'strandedPlots', order: 31, turn: 'over', title: '项目已终止，地块仍被占用' } as const
  return waitingDuty(duty, await waitingPlots(context, strandedSql(today)), ({ until }) => ({
    note: until ? `锁定至 ${until}` : undefined,
    urgent: true,
  }))
}

function waitingDuty(
  { turn, title, ...duty }: { key: string; order: number; turn: (typeof TURNS)[number]; title: string },
  rows: readonly Waiting[],
  said: (row: Waiting) => Pick<DutyItem, 'note' | 'urgent'>,
): Duty {
  const items = rows.map((row) => ({ key: row.id, label: row.name ?? row.code, to: `/plots/${row.id}`, ...said(row) }))
  return { ...duty, to: `/plots?turn=${turn}`, panel: { kind: 'list', title, total: rows[0]?.total ?? 0, items } }
}

/** Stock that was to be revived by a day that is past, or comes within a month. */
async function revivalsToClose(context: RequestContext, today: Day): Promise<Duty> {
  const { items, total } = await revivalsDue(context, { until: addDays(today, REVIVAL_DAYS), limit: SHOWN })
  return {
    key: 'revivals',
    order: 34,
    to: '/land/revival',
    panel: {
      kind: 'list',
      title: `盘活：超期和 ${REVIVAL_DAYS} 天内到期`,
      total,
      items: items.map((revival) => ({
        key: revival.id,
        label: revival.subject.name,
        to: `/land/revival/${revival.id}`,
        note: isOverdue(revival, today) ? `${revival.dueOn}（超期）` : revival.dueOn,
        urgent: isOverdue(revival, today),
        text: revival.measure,
      })),
    },
  }
}

const REVIVAL_DAYS = 30

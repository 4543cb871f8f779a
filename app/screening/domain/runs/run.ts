import { z } from 'zod'
import { blankIsAbsent } from '~/shared/field-inputs'
import { VERDICT_NAMES, VERDICTS, type Verdict } from '../rules/rule-set'

export const RUN_STATES = ['running', 'cancelled', 'failed', 'done'] as const
export type RunState = (typeof RUN_STATES)[number]
export const RUN_STATE_NAMES: Record<RunState, string> = {
  running: '进行中',
  cancelled: '已取消',
  failed: '已中断',
  done: '已完成',
}

/** So many runs are kept; the oldest goes when another is started. */
export const RUNS_KEPT = 10

/** A verdict of a run; no rule set held for the project where it is null. */
export type RunVerdict = Verdict | null
const SHORT_NAMES: Record<Verdict, string> = { ...VERDICT_NAMES, unknown: '资料不全' }
export const runVerdictName = (verdict: RunVerdict): string => (verdict === null ? '不适用' : SHORT_NAMES[verdict])

/** Projects of a run that came from one verdict to another; `before` is null for those never screened. */
export interface Transition {
  before: Verdict | null
  verdict: RunVerdict
  projects: number
  /** of them, judged by their record alone */
  fromRecord: number
}

/** Which projects of a run are listed, by their verdict before. */
export const SHOWN = ['changed', 'first', 'all'] as const
export type Shown = (typeof SHOWN)[number]
export const SHOWN_NAMES: Record<Shown, string> = {
  changed: '结论改变的',
  first: '没有预审过的',
  all: '全部项目',
}

/** No rule set holds for it, as an address says it. */
export const NOT_JUDGED = 'none'

/** What the address of a run's page asks. */
export const runAddress = z.object({
  show: blankIsAbsent(z.enum(SHOWN)),
  verdict: blankIsAbsent(z.enum([...VERDICTS, NOT_JUDGED])),
})
export interface RunQuery {
  show: Shown
  /** all where it is left out */
  verdict?: RunVerdict
}

/** The same with what stands where the address says nothing. */
export const runQuery = ({ show = 'changed', verdict }: Partial<z.output<typeof runAddress>>): RunQuery => ({
  show,
  verdict: verdict === NOT_JUDGED ? null : verdict,
})

type Judged = Pick<Transition, 'before' | 'verdict'>

/** Whether the verdict is another than that of the last screening; what was never screened has none to change. */
export const isChanged = ({ before, verdict }: Judged): boolean => before !== null && before !== verdict

/** Whether a question asks for projects of this transition; `server/runs/results-sql.ts` says the same. */
export const isAsked = ({ show, verdict }: RunQuery, judged: Judged): boolean =>
  (show === 'all' || (show === 'changed' ? isChanged(judged) : judged.before === null)) &&
  (verdict === undefined || verdict === judged.verdict)

/** How many projects the transitions hold, all or those for which `holds` says so. */
export const projectsOf = (
  transitions: readonly Transition[],
  holds: (transition: Transition) => boolean = () => true,
): number => transitions.reduce((sum, one) => (holds(one) ? sum + one.projects : sum), 0)

import { z } from 'zod'
import type { Day } from '~/shared/day'
import type { FieldError } from '~/shared/errors'
import { decimalInput, longTextInput, optionalDay, textInput } from '~/shared/field-inputs'
import { ALLOCATION_STATE_NAMES, hasLapsed, SUPPLY_MODES, type AllocationState } from './allocation'
import type { PlotStatus } from '../status/status'

/** What may be done to an allocation once a project is on a plot. */
export const ALLOCATION_STEPS = ['renew', 'list', 'supply', 'deliver', 'release', 'recover', 'takeBack'] as const

export type AllocationStep = (typeof ALLOCATION_STEPS)[number]

export type StepField = 'until' | 'on' | 'document' | 'note' | 'supplyMode' | 'priceWan' | 'startDueOn'

interface StepRule {
  label: string
  from: readonly AllocationState[]
  /** absent: where it came from */
  to?: AllocationState
  needs: readonly StepField[]
  takes?: readonly StepField[]
  /** what its form says first */
  hint?: string
  /** a paper goes with it */
  paper?: string
}

/** Each step: from which states, to which, and what its form asks. */
export const STEP_RULES: Record<AllocationStep, StepRule> = {
  renew: { label: '续期', from: ['held'], to: 'held', needs: ['until', 'note'] },
  list: {
    label: '挂牌',
    from: ['held'],
    to: 'listed',
    needs: ['on', 'document'],
    takes: ['note'],
    hint: '挂牌后锁定不再到期。',
    paper: '出让公告',
  },
  supply: {
    label: '成交',
    from: ['held', 'listed'],
    to: 'supplied',
    needs: ['supplyMode', 'on', 'document'],
    takes: ['priceWan', 'startDueOn', 'note'],
    hint: '地块转为“供而未用”，项目的“供地手续已办结”随之登记。',
    paper: '成交确认书',
  },
  deliver: {
    label: '交地',
    from: ['supplied'],
    to: 'delivered',
    needs: ['on', 'document'],
    takes: ['note'],
    paper: '交地确认书',
  },
  release: {
    label: '释放',
    from: ['candidate', 'held', 'listed'],
    to: 'released',
    needs: ['note'],
    hint: '释放后别的项目可以锁定这块地。',
  },
  recover: {
    label: '收回',
    from: ['supplied', 'delivered'],
    to: 'recovered',
    needs: ['on', 'document'],
    takes: ['note'],
    hint: '地块转为“收回”，项目的“供地手续已办结”随之取消。',
    paper: '收回决定书',
  },
  takeBack: {
    label: '撤回上一步',
    from: ['listed', 'supplied', 'delivered'],
    needs: ['note'],
    hint: '只用于登记错误：回到上一环节，随它登记的状态和前置条件一并取消。',
  },
}

/** The steps that follow a state, in their order. */
export const stepsFrom = (state: AllocationState): AllocationStep[] =>
  ALLOCATION_STEPS.filter((step) => STEP_RULES[step].from.includes(state))

/** Which right a step asks for: procedure is the land office's, looking and holding are others' too. */
export const stepRight = (step: AllocationStep, state: AllocationState): 'plot.hold' | 'plot.supply' =>
  step === 'renew' || (step === 'release' && state !== 'listed') ? 'plot.hold' : 'plot.supply'

const MISSING: Record<StepField, string> = {
  until: '请填写锁定到哪一天',
  on: '请填写日期',
  document: '请填写文件号',
  note: '请写明原因',
  supplyMode: '请选择供地方式',
  priceWan: '请填写成交价',
  startDueOn: '请填写约定动工日',
}

const stepFields = z.object({
  until: optionalDay({ ahead: true }),
  on: optionalDay(),
  document: textInput('文件号', 100),
  note: longTextInput('说明', 500),
  supplyMode: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.enum(SUPPLY_MODES, { error: '请选择供地方式' }).nullable(),
  ),
  priceWan: decimalInput('成交价', '万元', 100_000_000),
  startDueOn: optionalDay({ ahead: true }),
})

export type StepInput = z.output<typeof stepFields>

/** A step as its form gives it. */
export const stepInput = (step: AllocationStep) =>
  stepFields.superRefine((given, context) => {
    const refuse = (field: StepField, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    for (const field of STEP_RULES[step].needs) if (given[field] === null) refuse(field, MISSING[field])
    if (step !== 'supply') return
    if (given.supplyMode !== 'noNewLand' && given.priceWan === null) refuse('priceWan', MISSING.priceWan)
    if (given.startDueOn && given.on && given.startDueOn < given.on) refuse('startDueOn', '约定动工日不能早于成交日期')
  })

/** The steps that stand, first to last, of those in the order of recording: each that takes one back undoes the last. */
export function standingSteps<Step extends { takesBack: boolean }>(steps: readonly Step[]): Step[] {
  const standing: Step[] = []
  for (const step of steps) {
    if (step.takesBack) standing.pop()
    else standing.push(step)
  }
  return standing
}

interface Standing {
  state: AllocationState
  since: Day
  until: Day | null
}

/** Why a step cannot be taken on its day: it is to come, before the last step, or after a hold ran out. */
export function stepFaults({ state, since, until }: Standing, on: Day, today: Day): FieldError[] {
  const refuse = (code: string, message: string): FieldError[] => [{ path: 'on', code, message }]
  if (on > today) return refuse('future', `日期不能晚于今天（${today}）`)
  if (on < since) return refuse('order', `日期不能早于上一环节：${since} ${ALLOCATION_STATE_NAMES[state]}`)
  if (hasLapsed(state, until, on)) return refuse('lapsed', `锁定到 ${until} 为止，请重新锁定`)
  return []
}

/** Why land in this status cannot be supplied; null where it can. */
export const supplyHindrance = (status: PlotStatus): string | null =>
  status === 'planned' || status === 'approvedNotAcquired' ? '土地尚未征收，不能供地；请先登记“征而未供”' : null

/** Once supplied, unused land is 供而未用; what stands in use already stays as it is. */
export const movesOnWithSupply = (status: PlotStatus): boolean =>
  status === 'acquiredNotSupplied' || status === 'recovered'

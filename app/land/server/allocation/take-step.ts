import type { AuditAction } from '~/audit/domain/words'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { businessDay, fromDay, toDay } from '~/shared/day'
import { AppError, invalid, invalidField } from '~/shared/errors'
import { present } from '~/shared/present'
import { ALLOCATION_STATE_NAMES } from '../../domain/allocation/allocation'
import {
  movesOnWithSupply,
  standingSteps,
  STEP_RULES,
  stepFaults,
  stepRight,
  supplyHindrance,
  type AllocationStep,
  type StepInput,
} from '../../domain/allocation/allocation-step'
import { standingStatuses } from '../../domain/status/status-history'
import { stepAllocation, type Step } from './allocation-steps'
import { lastDayOfHold } from './hold-plot'
import { lockAllocation } from './lock-allocation'
import { appendStatus, statusChanges, supersedeStatus } from '../status/plot-statuses'
import { tellProject } from './supply-fact'

type Locked = Awaited<ReturnType<typeof lockAllocation>>

const AUDIT: Record<AllocationStep, AuditAction> = {
  renew: 'allocation.renew',
  list: 'allocation.list',
  supply: 'allocation.supply',
  deliver: 'allocation.deliver',
  release: 'allocation.release',
  recover: 'allocation.recover',
  takeBack: 'allocation.takeBack',
}

export interface TakeStep {
  id: string | undefined
  step: AllocationStep
  /** what the form says (`stepInput`); a day that is not told is today */
  given: Partial<StepInput>
  paper?: EvidenceFile
}

/**
 * Takes an allocation one step on: 续期, 挂牌, 成交, 交地, 释放, 收回, or back where the last step was a mistake. With 成交
 * and 收回 the plot's status and the project's fact that land was supplied move in the same transaction.
 * @throws notFound (404), forbidden (403), conflict (409) where the state does not allow it, invalid (422) at the field
 */
export async function takeStep(context: RequestContext, { id, step, given, paper }: TakeStep): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockAllocation(tx, context, id, (state) => stepRight(step, state))
    const { allocation, plot } = locked
    const rule = STEP_RULES[step]
    if (!rule.from.includes(allocation.state)) {
      const now = ALLOCATION_STATE_NAMES[allocation.state]
      throw new AppError('conflict', { userMessage: `这次选址已是“${now}”，不能再${rule.label}` })
    }
    if (step === 'takeBack') return takeBack(tx, context, locked, given.note ?? null)
    const today = businessDay(context.now)
    const on = given.on ?? today
    const faults = step === 'release' ? [] : stepFaults(standingOf(allocation), on, today)
    if (faults.length > 0) throw invalid(faults)
    if (step === 'list' || step === 'supply') await assertGoesOn(tx, allocation.projectId)
    const hindrance = step === 'supply' ? supplyHindrance(plot.status) : null
    if (hindrance) throw new AppError('conflict', { userMessage: hindrance })
    const fileId = await notePaper(tx, context, paper)
    const taken: Step = {
      state: present(rule.to, 'the state of a step'),
      on,
      until: step === 'renew' ? await lastDayOfHold(tx, today, given.until ?? null) : null,
      document: given.document ?? null,
      note: given.note ?? null,
      fileId,
      ...(step === 'supply' ? { supplyMode: given.supplyMode ?? null, priceWan: given.priceWan ?? null } : {}),
    }
    await stepAllocation(tx, context, AUDIT[step], allocation, taken)
    if (step === 'supply') await supplied(tx, context, locked, { ...given, ...taken })
    if (step === 'recover') {
      await appendStatus(tx, context, plot.id, statusBy('recovered', taken, '收回'))
      await tellProject(tx, context, allocation, {
        plot,
        holds: false,
        on,
        document: given.document ?? null,
        fileId: null,
      })
    }
  })
}

const standingOf = ({ state, since, until }: Locked['allocation']) => ({
  state,
  since: toDay(since),
  until: until && toDay(until),
})

const statusBy = (status: 'suppliedNotUsed' | 'recovered', { on, document }: Step, note: string) => ({
  status,
  on,
  document: document ?? null,
  note,
})

/** The contract is the plot's from now on, its status that of supplied land, the fact the project's. */
async function supplied(
  tx: Tx,
  context: RequestContext,
  { plot, allocation }: Locked,
  step: Step & Partial<StepInput>,
) {
  const { on, document = null, fileId = null, priceWan = null, startDueOn = null } = step
  await tx.plot.update({
    where: { id: plot.id },
    data: {
      contractOn: fromDay(on),
      contractPriceWan: priceWan,
      startDueOn: startDueOn && fromDay(startDueOn),
      version: { increment: 1 },
      updatedAt: context.now,
    },
  })
  if (movesOnWithSupply(plot.status)) {
    await appendStatus(tx, context, plot.id, statusBy('suppliedNotUsed', step, '成交'))
  }
  await tellProject(tx, context, allocation, { plot, holds: true, on, document, fileId })
}

/** @throws conflict: nobody lists or supplies land for a project that has ended or is 作废 */
async function assertGoesOn(tx: Tx, projectId: string): Promise<void> {
  const gone = await tx.project.count({
    where: { id: projectId, OR: [{ status: 'ended' }, { voidedAt: { not: null } }, { mergedIntoId: { not: null } }] },
  })
  if (gone > 0) throw new AppError('conflict', { userMessage: '这个项目已终止或作废，请先释放地块' })
}

/** The last step was recorded by mistake: the state before it holds again, with all that came with the step undone. */
async function takeBack(tx: Tx, context: RequestContext, { plot, allocation }: Locked, note: string | null) {
  if (!note) throw invalidField('note', '请写明原因', 'required')
  const rows = await tx.allocationChange.findMany({ where: { allocationId: allocation.id }, orderBy: { seq: 'asc' } })
  const steps = standingSteps(rows)
  const [before, last] = steps.slice(-2)
  if (!before || !last) {
    throw new AppError('conflict', { userMessage: '这次选址只登记了这一个环节，不能撤回；登错的请收回' })
  }
  const { state, on, until } = before
  await stepAllocation(tx, context, 'allocation.takeBack', allocation, {
    state,
    on: toDay(on),
    until: until && toDay(until),
    note,
    takesBack: true,
    ...(last.state === 'supplied' ? { supplyMode: null, priceWan: null } : {}),
  })
  if (last.state !== 'supplied') return
  await tx.plot.update({
    where: { id: plot.id },
    data: { contractOn: null, contractPriceWan: null, startDueOn: null, version: { increment: 1 } },
  })
  const changes = await statusChanges(tx, plot.id)
  const change = standingStatuses(changes).at(-1)
  const came = change?.status === 'suppliedNotUsed' && change.from === toDay(last.on) && changes.length > 1
  if (change && came) await supersedeStatus(tx, context, { plotId: plot.id, change, reason: note }, null)
  const fact = { plot, holds: false, on: businessDay(context.now), document: null, fileId: null }
  await tellProject(tx, context, allocation, fact)
}

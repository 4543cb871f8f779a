import { z } from 'zod'
import { addMonths, daysBetween, type Day } from '~/shared/day'
import { isId } from '~/shared/id'
import { tidyName } from '~/shared/text'
import { longTextInput, optionalDay, requiredDay } from '~/shared/field-inputs'
import { rankOf, type PathStage, type ProjectStatus } from '~/projects/domain/stages'

/** 三个一批: what a project was put into a batch for. */
export const BATCH_PARTS = ['signed', 'started', 'producing'] as const
export type BatchPart = (typeof BATCH_PARTS)[number]

export const PART_NAMES: Record<BatchPart, string> = {
  signed: '签约项目',
  started: '开工项目',
  producing: '投产项目',
}

/** What a project of a part is to come to: signed ones to start, the others to be what they were shown as. */
export const PART_GOALS: Record<BatchPart, PathStage> = {
  signed: 'started',
  started: 'started',
  producing: 'producing',
}

/** Unless a place says otherwise (rule set 'overdue', batchMonths). */
export const DEADLINE_MONTHS = 6

/** The last day on which a project signed in a batch of that day is not overdue: calendar months later, cut to the month's end. */
export function batchDeadline(heldOn: Day, months = DEADLINE_MONTHS): Day {
  return addMonths(heldOn, months)
}

export const MEMBER_STATES = ['overdue', 'waiting', 'done', 'ended'] as const
export type MemberState = (typeof MEMBER_STATES)[number]

export const STATE_NAMES: Record<MemberState, string> = {
  overdue: '逾期',
  waiting: '推进中',
  done: '已兑现',
  ended: '已终止',
}

export interface Member {
  part: BatchPart
  stage: PathStage
  status: ProjectStatus
}

/** What became of a project of a batch, as of a day. Only signing sets a deadline, and on the deadline itself nothing is overdue. */
export function memberState({ part, stage, status }: Member, deadlineOn: Day, today: Day): MemberState {
  if (rankOf(stage) >= rankOf(PART_GOALS[part])) return 'done'
  if (status === 'ended') return 'ended'
  return part === 'signed' && today > deadlineOn ? 'overdue' : 'waiting'
}

/** How long is left, or how long it has been late. */
export function deadlineWords(deadlineOn: Day, today: Day): string {
  const days = daysBetween(today, deadlineOn)
  if (days === 0) return '今天到期'
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`
}

export const nameOf = (label: string, max = 100) =>
  z
    .string({ error: `请填写${label}` })
    .transform(tidyName)
    .pipe(z.string().min(2, `请填写${label}（至少 2 个字）`).max(max, `${label}不超过 ${max} 个字`))

export const dayOfForm = (label: string) => requiredDay(`请填写${label}`)

/** A batch as form, action and API give it; without a deadline the rule gives it. */
export const batchInput = z
  .object({
    name: nameOf('批次名称'),
    heldOn: dayOfForm('举行日期'),
    deadlineOn: optionalDay({ ahead: true }),
    note: longTextInput('说明', 2000),
  })
  .refine(({ heldOn, deadlineOn }) => !deadlineOn || deadlineOn >= heldOn, {
    path: ['deadlineOn'],
    message: '期限不能早于举行日期',
  })

export type BatchInput = z.output<typeof batchInput>

const idList = z
  .union([z.array(z.uuid()), z.uuid()], { error: '请勾选项目' })
  .transform((ids) => [...new Set([ids].flat())])
  .refine((ids) => ids.length <= 200, '一次最多 200 个项目')

/** Projects that join a batch in one part. */
export const joinBatchInput = z.object({ part: z.enum(BATCH_PARTS, { error: '请选择类别' }), projectIds: idList })

const memberKey = z.string().refine((key) => {
  const [part, id, ...rest] = key.split(':')
  return BATCH_PARTS.some((each) => each === part) && isId(id) && rest.length === 0
}, '请勾选要移出的项目')

/** Members that leave, each as `part:projectId`. */
export const leaveBatchInput = z.object({
  members: z.union([z.array(memberKey), memberKey], { error: '请勾选要移出的项目' }).transform((keys) =>
    [keys].flat().map((key) => {
      const [part, projectId] = key.split(':') as [BatchPart, string]
      return { part, projectId }
    }),
  ),
})

export function rankedPart(part: BatchPart): number {
  return BATCH_PARTS.indexOf(part)
}

/** The batch a project is in, for each part. */
export type ProjectBatches = Record<BatchPart, string | null>

const batchId = z
  .union([z.uuid('请从列表中选择'), z.literal(''), z.null()])
  .optional()
  .transform((value) => value || null)

const batchesByPart = z.object({ signed: batchId, started: batchId, producing: batchId })

/** Which batches a project is to be in, and which it was in when the form was opened. */
export const projectBatchesInput = batchesByPart.extend({ seen: batchesByPart })

import { z } from 'zod'
import { isId } from '~/shared/id'
import { longTextInput, optionalDay, textInput } from '~/shared/field-inputs'
import { dayOfForm, nameOf } from './batch'

/** What kinds of events are called; a place adds its own. */
export const EVENT_KINDS = ['签约大会', '展会', '推介会', '洽谈会', '集中开工']

export const EVENT_OUTCOMES = ['met', 'intended', 'signed'] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

export const OUTCOME_NAMES: Record<EventOutcome, string> = {
  met: '对接',
  intended: '达成意向',
  signed: '当场签约',
}

/** An event as form, action and API give it; without a last day it took one day. */
export const eventInput = z
  .object({
    name: nameOf('活动名称'),
    kind: z.string({ error: '请填写类别' }).trim().min(1, '请填写类别').max(30, '类别不超过 30 个字'),
    heldFrom: dayOfForm('开始日期'),
    heldTo: optionalDay(),
    place: textInput('地点', 100),
    note: longTextInput('说明', 2000),
  })
  .transform((event) => ({ ...event, heldTo: event.heldTo ?? event.heldFrom }))
  .refine(({ heldFrom, heldTo }) => heldTo >= heldFrom, { path: ['heldTo'], message: '结束日期不能早于开始日期' })

export type EventInput = z.output<typeof eventInput>

/** A project, or one of its phases, as `projectId` or `projectId:phaseId`. */
const member = z.string().refine((key) => key.split(':').length <= 2 && key.split(':').every(isId), '请勾选项目')

/** Projects that were at an event, and what came of it. */
export const joinEventInput = z.object({
  outcome: z.enum(EVENT_OUTCOMES, { error: '请选择成果' }),
  members: z
    .union([z.array(member), member], { error: '请勾选项目' })
    .transform((keys) =>
      [...new Set([keys].flat())].map((key) => {
        const [projectId = '', phaseId = null] = key.split(':')
        return { projectId, phaseId }
      }),
    )
    .refine((members) => members.length <= 200, '一次最多 200 个项目'),
})

const entries = z.string().refine((ids) => ids.split(',').every(isId), '请勾选要移出的项目')

/** Entries of an event's list that are taken off: those of a project, with commas between, behind one box. */
export const leaveEventInput = z.object({
  entryIds: z
    .union([z.array(entries), entries], { error: '请勾选要移出的项目' })
    .transform((boxes) => [boxes].flat().flatMap((ids) => ids.split(','))),
})

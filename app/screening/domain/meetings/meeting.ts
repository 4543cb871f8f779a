import { z } from 'zod'
import type { Quorum } from '~/settings/domain/rules'
import { longTextInput, optionalId, requiredDay, textInput, wordsInput } from '~/shared/field-inputs'
import { Decimal } from '~/shared/money'
import { conditionFields } from '../opinions/opinion'

/** Who decides: the county's committee, or for smaller projects the park itself. */
export const MEETING_LEVELS = ['county', 'park'] as const
export type MeetingLevel = (typeof MEETING_LEVELS)[number]
export const MEETING_LEVEL_NAMES: Record<MeetingLevel, string> = { county: '招委会', park: '园区会审' }

export const DECISIONS = ['passed', 'passedWithConditions', 'deferred', 'rejected'] as const
export type Decision = (typeof DECISIONS)[number]
export const DECISION_NAMES: Record<Decision, string> = {
  passed: '通过',
  passedWithConditions: '原则通过',
  deferred: '缓议',
  rejected: '不通过',
}

/** Those by which the project goes on. */
export const PASSING: readonly Decision[] = ['passed', 'passedWithConditions']

/** How many members have to be there. */
export const quorumNeeded = (members: number, quorum: Quorum): number =>
  quorum === 'twoThirds' ? Math.ceil((members * 2) / 3) : Math.floor(members / 2) + 1

/** Who of those who attended has a vote. */
export const membersPresent = (members: readonly string[], attended: readonly string[]): string[] =>
  members.filter((member) => attended.includes(member))

/** Why nothing can be decided yet; null when it can. */
export function quorumFault(
  { members, attended }: { members: readonly string[]; attended: readonly string[] },
  quorum: Quorum,
): string | null {
  if (members.length === 0) return '请先登记应到的成员'
  const present = membersPresent(members, attended).length
  const needed = quorumNeeded(members.length, quorum)
  return present >= needed ? null : `应到 ${members.length} 人，实到 ${present} 人，不足法定人数 ${needed} 人`
}

/** Why a meeting of this level cannot decide on an amount of 万元; null when it can. An unknown amount is the county's. */
export function levelFault(level: MeetingLevel, wan: Decimal.Value | null, countyFromWan: number): string | null {
  if (level === 'county') return null
  if (wan === null) return '总投资没有填，由招委会审议'
  return new Decimal(wan).gte(countyFromWan) ? `总投资 ${countyFromWan} 万元及以上的，由招委会审议` : null
}

const names = (label: string) => wordsInput(label, { most: 80, max: 20 })

export const meetingInput = z
  .object({
    name: textInput('名称', 60).refine((name) => name !== null, '请填写名称'),
    level: z.enum(MEETING_LEVELS, '请选择由谁审议'),
    parkId: optionalId(),
    heldOn: requiredDay('请填写日期', { ahead: true }),
    place: textInput('地点', 60),
    members: names('应到成员'),
    attended: names('到会人员'),
    minutes: longTextInput('会议纪要', 20_000),
  })
  .superRefine(({ level, parkId }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['parkId'], message })
    if (level === 'park' && !parkId) refuse('请选择园区')
    if (level === 'county' && parkId) refuse('招委会的会议不选园区')
  })
export type MeetingInput = z.output<typeof meetingInput>

export const MEETING_LABELS = {
  name: '名称',
  level: '由谁审议',
  parkId: '园区',
  heldOn: '日期',
  place: '地点',
  members: '应到成员',
  attended: '到会人员',
  minutes: '会议纪要',
} as const

export const decisionInput = z
  .object({
    decision: z.enum(DECISIONS, '请选择决定'),
    note: longTextInput('说明', 2000),
    ...conditionFields,
  })
  .superRefine(({ decision, note, conditions }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const conditional = decision === 'passedWithConditions'
    if (conditional && conditions.length === 0) refuse('conditions', '原则通过的，请写明条件')
    if (!conditional && conditions.length > 0) refuse('conditions', '只有“原则通过”才附条件')
    if ((decision === 'deferred' || decision === 'rejected') && !note) refuse('note', '请写明理由')
  })
export type DecisionInput = z.output<typeof decisionInput>

export const takeBackInput = z.object({
  reason: longTextInput('原因', 500).refine((text) => text !== null, '请写明原因'),
})

import { z } from 'zod'
import type { AuditWords } from '~/audit/domain/words'
import { WRITER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { actsOnProject, seesProject } from '~/projects/domain/visibility'
import type { Day } from '~/shared/day'
import { longTextInput, requiredDay, textInput, tickInput } from '~/shared/field-inputs'
import { Decimal } from '~/shared/money'

/** 首报首谈: not asked for, wanted before the contract, done, done after it, or not done though it is signed. */
export type FilingState = 'notNeeded' | 'wanted' | 'filed' | 'late' | 'missed'
export const FILING_STATE_NAMES: Record<FilingState, string> = {
  notNeeded: '不需报备',
  wanted: '签约前须报备',
  filed: '已报备',
  late: '签约后才报备',
  missed: '已签约，未报备',
}

interface Filing {
  /** 万元 */
  wan: Decimal.Value | null
  filingFromWan: number
  filedOn: Day | null
  /** the first possible day of its contract */
  signedOn: Day | null
}

/** How a project stands with the filing to the province; what was filed counts, however large it is. */
export function filingState({ wan, filingFromWan, filedOn, signedOn }: Filing): FilingState {
  if (filedOn) return signedOn !== null && filedOn > signedOn ? 'late' : 'filed'
  if (wan === null || new Decimal(wan).lt(filingFromWan)) return 'notNeeded'
  return signedOn === null ? 'wanted' : 'missed'
}

export const filingInput = z.object({
  filedOn: requiredDay('请填写报备日期'),
  number: textInput('报备编号', 60).refine((text) => text !== null, '请填写报备编号'),
  note: longTextInput('说明', 500),
})
export type FilingInput = z.output<typeof filingInput>
export const FILING_LABELS = { filedOn: '报备日期', number: '报备编号', note: '说明' } as const

export const relocationInput = z
  .object({
    formerPlace: textInput('原所在地', 60),
    suspected: tickInput(),
    reason: longTextInput('理由', 500),
  })
  .refine(({ suspected, reason }) => !suspected || reason !== null, {
    message: '标为疑似平移的，请写明理由',
    path: ['reason'],
  })
export type RelocationInput = z.output<typeof relocationInput>
export const RELOCATION_LABELS = { formerPlace: '原所在地', suspected: '疑似平移', reason: '理由' } as const

export const FILING_ACTIONS = {
  'filing.record': { roles: ['bureau'], decide: seesProject },
  'relocation.mark': { roles: WRITER_ROLES, decide: actsOnProject },
} as const satisfies ActionRules

export const FILING_AUDIT = {
  actions: { 'filing.record': '登记首报首谈', 'filing.remove': '移除首报首谈', 'relocation.mark': '登记原所在地' },
  subjects: {},
  fields: {
    filedOn: FILING_LABELS.filedOn,
    filingNumber: FILING_LABELS.number,
    filingNote: FILING_LABELS.note,
    formerPlace: RELOCATION_LABELS.formerPlace,
    suspected: RELOCATION_LABELS.suspected,
    relocationReason: RELOCATION_LABELS.reason,
  },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof FILING_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    filing: typeof FILING_AUDIT
  }
}

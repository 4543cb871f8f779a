import { formatMu, formatPercent, formatWan } from '~/shared/money'
import type { CohortNumber } from './cohort-links'
import type { CohortRow } from './cohort-rows'
import { periodWords, type Period } from './period'

/** A part of a sentence: words, or a number that opens its list. */
export type SentencePart = string | { value: number; number: CohortNumber }

/** What a sentence is made of; money in 万元, land in 亩. */
export type SentenceFigures = Pick<
  CohortRow,
  'signed' | 'started' | 'notStarted' | 'startedPct' | 'investmentWan' | 'landMu'
>

/** What the leaders say of a period: how many were signed, how many of these have started. */
export function sentence(row: SentenceFigures, period: Period): SentencePart[] {
  const when = periodWords(period)
  if (row.signed === 0) return [`${when}没有签约项目。`]
  return [
    `${when}签约 `,
    { value: row.signed, number: 'signed' },
    ' 个，已开工 ',
    { value: row.started, number: 'started' },
    ` 个（${formatPercent(row.startedPct)}），未开工 `,
    { value: row.notStarted, number: 'notStarted' },
    ` 个；总投资 ${formatWan(row.investmentWan)}，用地 ${formatMu(row.landMu)}。`,
  ]
}

export function sentenceText(row: SentenceFigures, period: Period): string {
  return sentence(row, period)
    .map((part) => (typeof part === 'string' ? part : part.value))
    .join('')
}

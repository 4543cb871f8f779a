import { formatMu, formatWan } from '~/shared/money'
import type { CohortNumber } from './cohort-links'
import type { CohortRow } from './cohort-rows'
import { periodWords, type Period } from './period'
import { shareInSentence } from './share-words'

/** A part of a sentence: words, or a number that opens its list; of the year before where it is said of that. */
export type SentencePart = string | { value: number; number: CohortNumber; yearBefore?: true }

/** What a sentence is made of; money in 万元, land in 亩. */
export type SentenceFigures = Pick<
  CohortRow,
  'signed' | 'started' | 'notStarted' | 'notStartedSuspended' | 'neverStarted' | 'investmentWan' | 'landMu'
>

/** Signed and started by the same day a year before: the only start rate that a young year may be held against. */
export type LikeForLike = Pick<CohortRow, 'signed' | 'started'>

/** What the leaders say of a period: how many were signed, how many of these have started. */
export function sentence(row: SentenceFigures, period: Period, yearBefore?: LikeForLike): SentencePart[] {
  const when = periodWords(period)
  const before = yearBefore ? ['；', ...likeForLike(yearBefore)] : []
  if (row.signed === 0) return [`${when}没有签约项目`, ...before, '。']
  return [
    `${when}签约 `,
    { value: row.signed, number: 'signed' },
    ' 个，已开工 ',
    { value: row.started, number: 'started' },
    ` 个（${shareInSentence(row.started, row.signed)}），未开工 `,
    { value: row.notStarted, number: 'notStarted' },
    ` 个${ofThem(row)}；总投资 ${formatWan(row.investmentWan)}，用地 ${formatMu(row.landMu)}`,
    ...before,
    '。',
  ]
}

/** （其中暂缓 2 个，另有 1 个未开工即终止） */
export function ofThem({
  notStartedSuspended,
  neverStarted,
}: Pick<CohortRow, 'notStartedSuspended' | 'neverStarted'>): string {
  const words = [
    ...(notStartedSuspended > 0 ? [`其中暂缓 ${notStartedSuspended} 个`] : []),
    ...(neverStarted > 0 ? [`另有 ${neverStarted} 个未开工即终止`] : []),
  ]
  return words.length > 0 ? `（${words.join('，')}）` : ''
}

/** 去年同期 签约 14 个、开工 5 个（35.7%） */
function likeForLike({ signed, started }: LikeForLike): SentencePart[] {
  return [
    '去年同期 签约 ',
    { value: signed, number: 'signed', yearBefore: true },
    ' 个、开工 ',
    { value: started, number: 'started', yearBefore: true },
    signed > 0 ? ` 个（${shareInSentence(started, signed)}）` : ' 个',
  ]
}

export function sentenceText(row: SentenceFigures, period: Period, yearBefore?: LikeForLike): string {
  return sentence(row, period, yearBefore)
    .map((part) => (typeof part === 'string' ? part : part.value))
    .join('')
}

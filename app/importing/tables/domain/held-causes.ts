import { yearGiven, type Answers, type SheetAnswer } from './answers'
import { tableOfRow, type SheetPlan } from './plan'
import type { Offered } from './questions'
import type { Cure, Vocabulary } from './vocabulary'

/** One of the rows that a cause holds. */
export interface HeldPlace {
  sheet: string
  row: number
  beside: number
  /** letter, of the finding */
  column: string | null
}

/** Why rows are held, as far as one answer is concerned. */
export interface HeldCause {
  code: string
  /** key of the column; null: the whole row */
  field: string | null
}

/** Of these the words of the cell belong to the cause: one answer for other words would be none. */
export const CAUSES_BY_WORDS: readonly string[] = ['flagUnknown', 'tickUnknown']

/** Asked among the doubts of the reading. */
const ASKED_ELSEWHERE = new Set(['maybeRollup', 'maybeNote', 'maybeContinued', 'maybePart', 'unitUnclear'])

const TICK_CURES: readonly Cure[] = [
  { label: '作“是”', column: null, text: '是' },
  { label: '作“否”', column: null, text: '否' },
]
const AS_BLANK: Cure = { label: '作没有填写，其余照样导入', column: null, text: '' }
const LEAVE_OUT: Offered = { value: 'note', label: '这些行不导入' }

/** How one answer is given to all rows of a cause: by choosing, by a year, or not at all. */
export type CureAsked = { by: 'choice'; offered: Offered[] } | { by: 'year' } | null

/** What one answer can cure all rows of a cause. */
export function cureAsked(vocabulary: Vocabulary, cause: HeldCause): CureAsked {
  if (ASKED_ELSEWHERE.has(cause.code)) return null
  if (cause.code === 'dayWithoutYear') return { by: 'year' }
  if (cause.field === null) return null
  if (vocabulary.naming.includes(cause.field)) return { by: 'choice', offered: [LEAVE_OUT] }
  return {
    by: 'choice',
    offered: curesOf(vocabulary, cause).map((cure) => ({ value: valueOf(cure), label: cure.label })),
  }
}

const curesOf = ({ cures }: Vocabulary, { code }: HeldCause): readonly Cure[] =>
  cures?.[code] ?? (code === 'tickUnknown' ? TICK_CURES : [AS_BLANK])

const valueOf = ({ column, text }: Cure) => `${column ?? ''}=${text}`

/** The answers that cure all rows of a cause; null where `value` is none that is offered. */
export function cureAnswers(
  vocabulary: Vocabulary,
  plans: readonly SheetPlan[],
  cause: HeldCause,
  places: readonly HeldPlace[],
  value: string,
): Answers | null {
  const cure = cureChosen(vocabulary, cause, value)
  if (!cure) return null
  const sheets = new Map<string, SheetAnswer>()
  for (const place of places) {
    const { sheet, row, beside } = place
    const answer = sheets.get(sheet) ?? { sheet }
    const { top, columns } = tableOfRow(plans, sheet, row, beside)
    if ('year' in cure) {
      const tables = (answer.tables ??= [])
      if (!tables.some(({ header }) => header === top)) tables.push({ header: top, year: cure.year })
    } else if ('kind' in cure) (answer.rows ??= []).push({ row, beside, kind: cure.kind })
    else {
      const column = cure.column === null ? place.column : columns.find(({ field }) => field === cure.column)?.column
      if (!column) continue
      ;(answer.cells ??= []).push({ row, column, text: cure.text })
    }
    sheets.set(sheet, answer)
  }
  return sheets.size > 0 ? { sheets: [...sheets.values()] } : null
}

function cureChosen(
  vocabulary: Vocabulary,
  cause: HeldCause,
  value: string,
): Cure | { year: number } | { kind: 'note' } | null {
  const asked = cureAsked(vocabulary, cause)
  if (asked?.by === 'year') {
    const year = yearGiven(value)
    return year === null ? null : { year }
  }
  if (!asked?.offered.some((it) => it.value === value)) return null
  if (value === LEAVE_OUT.value) return { kind: 'note' }
  return curesOf(vocabulary, cause).find((it) => valueOf(it) === value) ?? null
}

import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import type { Evaluation } from './evaluation/evaluate'
import { actualWords, marginWords, scoreWords, STATUS_NAMES } from './evaluation/words'
import { PROPOSAL_FIELDS } from './fields'
import type { ScreeningInputs } from './inputs'
import { SUPPLY_BY_CLASS, VERDICT_NAMES } from './rules/rule-set'

/** A screening beside others. */
export interface Candidate {
  inputs: ScreeningInputs
  evaluation: Evaluation
}

/** More candidates than these would not be legible side by side. */
export const CANDIDATES = 5

export interface ComparedRow {
  label: string
  /** one a candidate; a blank where it has nothing to say */
  cells: string[]
}

/** Candidates row by row: what came of them, criterion by criterion, and what they promise. Rows that all leave blank are left out. */
export function comparedRows(candidates: readonly Candidate[]): { title: string; rows: ComparedRow[] }[] {
  const row = (label: string, cell: (candidate: Candidate) => string | null): ComparedRow => ({
    label,
    cells: candidates.map((candidate) => cell(candidate) ?? ''),
  })
  const criteria = new Map(
    candidates.flatMap(({ evaluation }) =>
      evaluation.criteria.map((one) => [`${one.ruleSet}/${one.id}`, one.label] as const),
    ),
  )
  return [
    {
      title: '结论',
      rows: [
        row('结论', ({ evaluation }) => VERDICT_NAMES[evaluation.verdict]),
        row('得分', ({ evaluation }) => scoreWords(evaluation)),
        row('预期等级', ({ evaluation: { class: efficiency } }) =>
          efficiency ? `${efficiency} 类，${SUPPLY_BY_CLASS[efficiency]}` : null,
        ),
        row('年综合能耗', ({ evaluation: { energy } }) =>
          energy ? `${formatNumber(energy.tceCalorific)} 吨标准煤` : null,
        ),
      ],
    },
    {
      title: '逐项',
      rows: [...criteria].map(([key, label]) =>
        row(label, ({ evaluation }) => {
          const one = evaluation.criteria.find(({ ruleSet, id }) => `${ruleSet}/${id}` === key)
          return one ? [STATUS_NAMES[one.status], actualWords(one), marginWords(one)].filter(Boolean).join('，') : null
        }),
      ),
    },
    {
      title: '方案',
      rows: keysOf(PROPOSAL_FIELDS).map((name) => {
        const { label, unit } = PROPOSAL_FIELDS[name]
        return row(`${label}${unit ? `（${unit}）` : ''}`, ({ inputs }) => {
          const value = inputs[name]
          return value === undefined ? null : formatNumber(value, 4)
        })
      }),
    },
  ].map(({ title, rows }) => ({ title, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) }))
}

import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import type { CriterionResult, Evaluation } from './evaluation/evaluate'
import {
  actualWords,
  criteriaByRuleSet,
  inUnit,
  marginWords,
  ruleSetTitle,
  scoreWords,
  STATUS_NAMES,
} from './evaluation/words'
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

export interface ComparedCell {
  text: string
  /** falls short of what is demanded */
  missed: boolean
}

export interface ComparedRow {
  label: string
  /** one a candidate; a blank where it has nothing to say */
  cells: ComparedCell[]
}

/**
 * Candidates row by row: what came of them, the criteria of each rule set that judged one of them, and what they
 * promise. Rows that all leave blank are left out.
 */
export function comparedRows(candidates: readonly Candidate[]): { title: string; rows: ComparedRow[] }[] {
  const row = (label: string, cell: (candidate: Candidate) => string | null): ComparedRow => ({
    label,
    cells: candidates.map((candidate) => ({ text: cell(candidate) ?? '', missed: false })),
  })
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
    ...criteriaByRuleSet(candidates.flatMap(({ evaluation }) => evaluation.criteria)).map((criteria) => {
      const { scope, source } = ruleSetTitle(criteria)
      const labels = new Map(criteria.map(({ id, label }) => [id, label]))
      return {
        title: source ? `${scope}：${source}` : scope,
        rows: [...labels].map(([id, label]) => ({
          label,
          cells: candidates.map(({ evaluation }) =>
            judgedCell(evaluation.criteria.find((one) => one.ruleSet === criteria[0]?.ruleSet && one.id === id)),
          ),
        })),
      }
    }),
    {
      title: '方案',
      rows: keysOf(PROPOSAL_FIELDS).map((name) => {
        const { label, unit } = PROPOSAL_FIELDS[name]
        return row(label, ({ inputs }) => {
          const value = inputs[name]
          return value === undefined ? null : inUnit(formatNumber(value, 4), unit)
        })
      }),
    },
  ]
    .map(({ title, rows }) => ({ title, rows: rows.filter(({ cells }) => cells.some(({ text }) => text !== '')) }))
    .filter(({ rows }) => rows.length > 0)
}

/** How a candidate stands by one criterion; what is only scored has no status worth saying. */
function judgedCell(one: CriterionResult | undefined): ComparedCell {
  if (!one) return { text: '', missed: false }
  const status = one.exception ? '一事一议' : one.status === 'info' ? '' : STATUS_NAMES[one.status]
  return {
    text: [status, actualWords(one), marginWords(one)].filter(Boolean).join('，'),
    missed: one.status === 'fail' && !one.exception,
  }
}

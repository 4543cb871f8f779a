import { z } from 'zod'
import { decimalInput, textInput } from '~/shared/field-inputs'
import { Decimal, percent, roundHalfUp } from '~/shared/money'
import { seenVersion } from '~/shared/versions'
import type { PlotFilter } from '../filter'
import { QUOTA_SOURCES, QUOTA_SOURCE_NAMES, type QuotaSource } from '../plot'

/** Years that a plan looks ahead: this one and the two after it. */
export const PLAN_YEARS = 3

/** Which plots are supplied and count in no year, as lists ask for them. */
export const SUPPLIED_UNDATED = { status: ['suppliedNotUsed'], lacks: 'statusDay' } satisfies PlotFilter

/** What a plan says of one source of quota, 亩. */
export interface PlanPart {
  source: QuotaSource
  reserveMu: number
  supplyMu: number
}

const mu = (label: string) => decimalInput(label, '亩', 1_000_000).transform((value) => value ?? '0')

/** The fields of a year's plan: two a source. */
export const planInput = z.object({
  ...seenVersion.shape,
  document: textInput('文件号', 100),
  ...(Object.fromEntries(
    QUOTA_SOURCES.flatMap((source) => [
      [`${source}ReserveMu`, mu(`${QUOTA_SOURCE_NAMES[source]}收储`)],
      [`${source}SupplyMu`, mu(`${QUOTA_SOURCE_NAMES[source]}供地`)],
    ]),
  ) as Record<PlanField, ReturnType<typeof mu>>),
})

export type PlanField = `${QuotaSource}ReserveMu` | `${QuotaSource}SupplyMu`
export type PlanInput = z.output<typeof planInput>

export const PLAN_LABELS: Record<string, string> = {
  document: '文件号',
  ...Object.fromEntries(
    QUOTA_SOURCES.flatMap((source) => [
      [`${source}ReserveMu`, `${QUOTA_SOURCE_NAMES[source]}收储（亩）`],
      [`${source}SupplyMu`, `${QUOTA_SOURCE_NAMES[source]}供地（亩）`],
    ]),
  ),
}

/** What is known of a year: plan, what was supplied, and what signed projects ask for. */
export interface YearOfLand {
  year: number
  document: string | null
  /** null: there is no plan */
  plan: readonly PlanPart[] | null
  /** plots that became 供而未用 in the year, by the source of their quota; null: the source is not known */
  supplied: readonly { source: QuotaSource | null; mu: number; plots: number }[]
  /** land of the projects that were signed in the year */
  asked: { mu: number; projects: number; unknown: number }
}

export interface PlanRow {
  source: QuotaSource | null
  label: string
  reserveMu: number | null
  supplyMu: number | null
  suppliedMu: number
  suppliedPlots: number
  /** supplied against plan, percent with one decimal; null without a plan */
  percent: number | null
  /** plan less supplied; below 0 where more was supplied */
  leftMu: number | null
}

/** The rows of a year, a source each, those of which nothing is said left out; then what they sum to. */
export function planRows({ plan, supplied }: Pick<YearOfLand, 'plan' | 'supplied'>): {
  parts: PlanRow[]
  total: PlanRow
} {
  const sources: (QuotaSource | null)[] = [...QUOTA_SOURCES, null]
  const parts = sources.flatMap((source) => {
    const planned = source && plan?.find((part) => part.source === source)
    const given = supplied.find((each) => each.source === source)
    const label = source ? QUOTA_SOURCE_NAMES[source] : '来源不详'
    const row = rowOf(source, label, planned || null, given?.mu ?? 0, given?.plots ?? 0)
    return row.suppliedPlots > 0 || row.reserveMu || row.supplyMu ? [row] : []
  })
  const sum = (of: (part: PlanPart) => number) =>
    plan === null
      ? null
      : roundHalfUp(
          plan.reduce((all, part) => all.plus(of(part)), new Decimal(0)),
          2,
        )
  const reserveMu = sum((part) => part.reserveMu)
  const supplyMu = sum((part) => part.supplyMu)
  const mu = roundHalfUp(
    supplied.reduce((all, each) => all.plus(each.mu), new Decimal(0)),
    2,
  )
  const plots = supplied.reduce((all, each) => all + each.plots, 0)
  const planned = reserveMu === null || supplyMu === null ? null : { reserveMu, supplyMu }
  return { parts, total: rowOf(null, '合计', planned, mu, plots) }
}

function rowOf(
  source: QuotaSource | null,
  label: string,
  planned: Omit<PlanPart, 'source'> | null,
  suppliedMu: number,
  suppliedPlots: number,
): PlanRow {
  return {
    source,
    label,
    reserveMu: planned && planned.reserveMu,
    supplyMu: planned && planned.supplyMu,
    suppliedMu,
    suppliedPlots,
    percent: planned && percent(suppliedMu, planned.supplyMu),
    leftMu: planned && roundHalfUp(new Decimal(planned.supplyMu).minus(suppliedMu), 2),
  }
}

/** By how much what signed projects ask for goes beyond the plan, 亩; below 0: there is room. Null without a plan. */
export function gapOf({ plan, asked }: Pick<YearOfLand, 'plan' | 'asked'>): number | null {
  if (plan === null) return null
  const planned = plan.reduce((all, { supplyMu }) => all.plus(supplyMu), new Decimal(0))
  return roundHalfUp(new Decimal(asked.mu).minus(planned), 2)
}

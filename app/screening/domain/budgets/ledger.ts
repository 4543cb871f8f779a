import { Decimal, formatNumber, percent } from '~/shared/money'
import { BUDGET_KIND_NAMES, budgetUnit, scopeName, type BudgetKind, type BudgetScope, type ClaimState } from './budget'

/** What projects want of a budget, one claim or many summed up. */
export interface Claimed {
  state: Exclude<ClaimState, 'released'>
  /** month of production, `2027-03`; null: not known */
  month: string | null
  /** a year at full production, as decimal text */
  amount: string
  claims: number
}

/** What will be used from a month on: sums of all that begin by then. */
export interface ForecastMonth {
  /** null: nobody knows when it begins */
  month: string | null
  promised: Decimal
  asked: Decimal
}

export interface BudgetState {
  asked: Decimal
  promised: Decimal
  askedClaims: number
  promisedClaims: number
  /** budget less promised, below 0 where more was promised; null where no budget was set */
  left: Decimal | null
  /** promised against the budget, percent */
  percent: number | null
  overdrawn: boolean
  forecast: ForecastMonth[]
  /** the first month by which what was promised and asked for goes beyond the budget; null: none that is known */
  fullFrom: string | null
}

/** What is asked of a budget, promised and left, and what will be used month by month. Pure; sums are exact. */
export function budgetState(amount: string | null, claimed: readonly Claimed[]): BudgetState {
  const of = (state: Claimed['state']) => claimed.filter((each) => each.state === state)
  const promised = total(of('promised'))
  const left = amount === null ? null : new Decimal(amount).minus(promised)
  const forecast = forecastOf(claimed)
  const full = amount === null ? undefined : forecast.find((each) => each.promised.plus(each.asked).gt(amount))
  return {
    asked: total(of('asked')),
    promised,
    askedClaims: count(of('asked')),
    promisedClaims: count(of('promised')),
    left,
    percent: amount === null ? null : percent(promised, amount),
    overdrawn: left !== null && left.isNegative() && !left.isZero(),
    forecast,
    fullFrom: full?.month ?? null,
  }
}

const total = (claimed: readonly Claimed[]) => claimed.reduce((sum, each) => sum.plus(each.amount), new Decimal(0))
const count = (claimed: readonly Claimed[]) => claimed.reduce((sum, each) => sum + each.claims, 0)

function forecastOf(claimed: readonly Claimed[]): ForecastMonth[] {
  const months = [...new Set(claimed.map(({ month }) => month))].toSorted(byMonth)
  return months.map((month) => {
    const begun = claimed.filter((each) => byMonth(each.month, month) <= 0)
    return {
      month,
      promised: total(begun.filter(({ state }) => state === 'promised')),
      asked: total(begun.filter(({ state }) => state === 'asked')),
    }
  })
}

/** Months in their order, what nobody knows last. */
const byMonth = (one: string | null, other: string | null): number =>
  one === other ? 0 : one === null ? 1 : other === null ? -1 : one < other ? -1 : 1

/** By how much a further promise would go beyond a budget; 0 where it fits, or no budget was set. */
export function excess(amount: string | null, promised: Decimal.Value, further: Decimal.Value): Decimal {
  if (amount === null) return new Decimal(0)
  return Decimal.max(0, new Decimal(promised).plus(further).minus(amount))
}

/** The warning before a promise goes beyond a budget. */
export function excessWarning(
  { kind, year, park }: { kind: BudgetKind; year: number; park: { name: string } | null },
  { amount, promised, further }: { amount: string; promised: Decimal.Value; further: Decimal.Value },
): string {
  const over = excess(amount, promised, further)
  return (
    `${scopeName(park)} ${year} 年${BUDGET_KIND_NAMES[kind]}指标 ${formatNumber(amount)} ${budgetUnit(kind)}，` +
    `已承诺 ${formatNumber(promised)}，再承诺 ${formatNumber(further)} 将超出 ${formatNumber(over)}`
  )
}

/** A budget as it was set; amounts as decimal text. */
export interface StoredBudget extends BudgetScope {
  park: { id: string; name: string } | null
  amount: string
  document: string | null
}

/** Claims of one kind in one park, summed up. */
export interface ClaimedIn extends Claimed {
  kind: BudgetKind
  park: { id: string; name: string } | null
}

/** A budget with its state, in numbers; amounts a year, in the kind's unit. */
export interface BudgetRow {
  kind: BudgetKind
  year: number
  /** null: the county, with all its parks */
  park: { id: string; name: string } | null
  /** null: none was set */
  amount: number | null
  document: string | null
  asked: number
  promised: number
  askedClaims: number
  promisedClaims: number
  left: number | null
  percent: number | null
  overdrawn: boolean
  forecast: { month: string | null; promised: number; asked: number }[]
  fullFrom: string | null
}

/** Whether a budget holds for what was promised and is asked for; null where none was set. */
export function budgetOutlook({ amount, overdrawn, promised, asked, fullFrom }: BudgetRow) {
  if (amount === null) return null
  if (overdrawn) return { state: 'overdrawn', words: '已超出' } as const
  if (new Decimal(promised).plus(asked).lte(amount)) return { state: 'holds', words: '够用' } as const
  return { state: 'short', words: fullFrom ? `${fullFrom} 起不够` : '全部承诺则不够' } as const
}

interface Scope {
  kind: BudgetKind
  year: number
  park: BudgetRow['park']
}

/** A budget, which may not have been set, with what its claims come to. */
export function budgetRow(
  { kind, year, park }: Scope,
  budget: Pick<StoredBudget, 'amount' | 'document'> | undefined,
  claimed: readonly Claimed[],
): BudgetRow {
  const { asked, promised, left, forecast, ...state } = budgetState(budget?.amount ?? null, claimed)
  return {
    kind,
    year,
    park,
    amount: budget ? Number(budget.amount) : null,
    document: budget?.document ?? null,
    asked: asked.toNumber(),
    promised: promised.toNumber(),
    left: left && left.toNumber(),
    forecast: forecast.map((each) => ({
      month: each.month,
      promised: each.promised.toNumber(),
      asked: each.asked.toNumber(),
    })),
    ...state,
  }
}

/** The budgets of a year with their states, kind by kind, the county before its parks; also those claimed but never set. */
export function budgetRows(
  year: number,
  budgets: readonly StoredBudget[],
  claimed: readonly ClaimedIn[],
  kinds: readonly BudgetKind[],
): BudgetRow[] {
  return kinds.flatMap((kind) => {
    const [own, claims] = [budgets.filter((each) => each.kind === kind), claimed.filter((each) => each.kind === kind)]
    if (own.length === 0 && claims.length === 0) return []
    const parks = new Map([...own, ...claims].flatMap(({ park }) => (park ? [[park.id, park] as const] : [])))
    const scopes = [null, ...[...parks.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'zh'))]
    return scopes.map((park) => {
      const budget = own.find((each) => each.parkId === (park?.id ?? null))
      return budgetRow({ kind, year, park }, budget, park ? claims.filter((each) => each.park?.id === park.id) : claims)
    })
  })
}

import type { AuditEntry } from '~/audit/domain/changes'
import { recordHistory } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import { newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { rankOf } from '~/projects/domain/stages'
import { BUDGET_KINDS, type BudgetKind } from '~/screening/domain/budgets/budget'
import { excess } from '~/screening/domain/budgets/ledger'
import { energyUse } from '~/screening/domain/energy/consumption'
import { storedInputs } from '~/screening/server/stored-screening'
import { addDays, fromDay, toDay, yearOf, type Day } from '~/shared/day'
import { Decimal, roundHalfUp } from '~/shared/money'
import type { DemoContext } from './context'
import { workday } from './timeline'

interface Given {
  /** tons, of energy tce */
  county: number
  parks: Readonly<Record<string, number>>
  document: string
}

/** What the county was given, and its parks of it; nothing was set for what is left out. */
const GIVEN: Partial<Record<BudgetKind, Given>> = {
  energy: {
    county: 14_000,
    parks: { 澄川经济开发区: 4200, 鹭洲新材料产业园: 2000, 东泽智造园: 1800, 望澜物流园: 6000 },
    document: '市发改能源',
  },
  cod: { county: 60, parks: { 鹭洲新材料产业园: 18 }, document: '市环函' },
  nitrogenOxides: { county: 45, parks: { 澄川经济开发区: 20 }, document: '市环函' },
  voc: { county: 30, parks: { 鹭洲新材料产业园: 12 }, document: '市环函' },
}

/** Roughly what goes out for each ton of standard coal that is burnt, in tons. */
const OF_TCE: Partial<Record<BudgetKind, number>> = { cod: 0.007, nitrogenOxides: 0.006, voc: 0.004 }

interface Screened {
  project_id: string
  park_id: string | null
  stage: string
  inputs: unknown
  evaluated: Date
}

/**
 * Budgets of last year and this, and what screened projects want of them: asked for while they are judged, promised
 * once the committee has passed them, beyond a budget where it does not hold, and one of them given back and asked anew.
 */
export async function loadBudgets(tx: Tx, { offices, today, now, random }: DemoContext): Promise<void> {
  const by = offices.bureau.userId
  const past = (day: Day): Day => {
    const on = workday(day)
    return on < today ? on : today
  }
  const at = (day: Day) => new Date(Math.min(fromDay(day).getTime() + 3 * 3_600_000, now.getTime() - 60_000))
  const history: { day: Day; entry: AuditEntry }[] = []
  const budgets: Prisma.BudgetCreateManyInput[] = []
  const claims: Prisma.BudgetClaimCreateManyInput[] = []
  const drawn = new Map<string, { amount: number; promised: Decimal }>()
  const keyOf = (kind: BudgetKind, year: number, parkId: string | null) => `${kind} ${year} ${parkId}`

  for (const year of [yearOf(today) - 1, yearOf(today)]) {
    const on = past(`${year}-01-12`)
    for (const kind of BUDGET_KINDS) {
      const given = GIVEN[kind]
      if (!given) continue
      for (const [number, [park, amount]] of [
        [null, given.county] as const,
        ...Object.entries(given.parks),
      ].entries()) {
        const document = `${given.document}〔${year}〕${7 + number} 号`
        const set = { kind, year, parkId: offices.parkId(park), amount, document }
        const id = newId()
        drawn.set(keyOf(kind, year, set.parkId), { amount, promised: new Decimal(0) })
        budgets.push({ id, ...set, recordedAt: at(on), recordedById: by })
        history.push({ day: on, entry: { action: 'budget.set', subjectType: 'budget', subjectId: id, after: set } })
      }
    }
  }

  /** Takes an amount off budgets; by how much it goes beyond one of them. */
  const draw = (amount: number, keys: readonly string[]): number => {
    const beyond = keys.flatMap((key) => {
      const budget = drawn.get(key)
      if (!budget) return []
      const over = excess(String(budget.amount), budget.promised, amount).toNumber()
      budget.promised = budget.promised.plus(amount)
      return [over]
    })
    return Math.max(0, ...beyond)
  }

  const claim = (wanted: Wanted, fate: { promisedOn?: Day; releasedOn?: Day; beyond?: number }) => {
    const { on, projectId, parkId, producesOn, kind, amount } = wanted
    const { promisedOn, releasedOn, beyond = 0 } = fate
    const id = newId()
    const asked = { kind, year: yearOf(on), amount }
    claims.push({
      id,
      ...asked,
      projectId,
      parkId,
      producesOn,
      note: kind === 'energy' ? '按设备清单和年运行小时测算' : '按环评报告表初稿',
      recordedAt: at(on),
      recordedById: by,
      ...(promisedOn && {
        state: 'promised',
        document: kind === 'energy' ? '节能审查意见' : '环评批复',
        promisedOn: fromDay(promisedOn),
        promisedById: by,
        version: 2,
      }),
      ...(beyond > 0 && { excess: beyond, allowedBy: '县长', reason: '县重点项目，由市级统筹追加' }),
      ...(releasedOn && {
        state: 'released',
        releasedOn: fromDay(releasedOn),
        releaseReason: RECALCULATED,
        version: 3,
      }),
    })
    const told = (day: Day, action: AuditEntry['action'], after: AuditEntry['after']) =>
      history.push({ day, entry: { action, subjectType: 'budgetClaim', subjectId: id, after } })
    told(on, 'budget.ask', asked)
    if (promisedOn) told(promisedOn, 'budget.promise', { state: 'promised', amount })
    if (releasedOn) told(releasedOn, 'budget.release', { state: 'released', releaseReason: RECALCULATED })
  }

  const screened = await tx.$queryRaw<Screened[]>`
    SELECT s.project_id, p.park_id, p.stage::text AS stage, s.inputs, s.evaluated_on AS evaluated
    FROM screening s JOIN project p ON p.id = s.project_id WHERE s.depth = 'full' ORDER BY s.evaluated_on, s.id`
  for (const [number, { project_id: projectId, park_id: parkId, stage, inputs, evaluated }] of screened.entries()) {
    const on = past(toDay(evaluated))
    const tce = energyUse(storedInputs(inputs).energy ?? [], on).tceCalorific
    const passed = rankOf(stage) >= rankOf('approved')
    for (const kind of BUDGET_KINDS) {
      if (kind !== 'energy' && !(OF_TCE[kind] && random.chance(0.5))) continue
      const amount = roundHalfUp(tce.times(OF_TCE[kind] ?? 1), 2)
      const produces = `${addDays(on, random.between(300, 700)).slice(0, 7)}-01`
      const wanted = { on, projectId, parkId, kind, amount, producesOn: number % 6 === 5 ? null : fromDay(produces) }
      const promisedOn = past(addDays(on, 2))
      if (number === 0 && kind === 'energy')
        claim(
          { ...wanted, on: past(addDays(on, -20)), amount: amount * 2 },
          { promisedOn: past(addDays(on, -18)), releasedOn: on },
        )
      const keys = [keyOf(kind, yearOf(on), null), keyOf(kind, yearOf(on), parkId)]
      claim(wanted, passed ? { promisedOn, beyond: draw(amount, [...new Set(keys)]) } : {})
    }
  }
  await tx.budget.createMany({ data: budgets })
  await tx.budgetClaim.createMany({ data: claims })
  await recordHistory(
    tx,
    history.map(({ day, entry }) => ({ context: { actor: offices.bureau, now: at(day), via: 'page' }, entry })),
  )
}

interface Wanted {
  /** when it was asked for */
  on: Day
  projectId: string
  parkId: string | null
  producesOn: Date | null
  kind: BudgetKind
  amount: number
}

const RECALCULATED = '工艺改用外购蒸汽，重新测算'

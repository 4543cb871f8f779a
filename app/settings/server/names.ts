import { database } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import type { RuleData } from '../domain/rules'
import { ruleInForce } from './rule-in-force'

/** They stand on every page and change once in years: another process learns of a change within a minute. */
const KEPT_MS = 60_000

let kept: { until: number; names: Promise<SystemNames> } | undefined

export interface SystemNames extends RuleData<'names'> {
  countyName: string
}

/** What the system and its county are called, and the notice on every page. */
export function systemNames(now = new Date()): Promise<SystemNames> {
  if (kept && kept.until > now.getTime()) return kept.names
  const names = readNames(now)
  kept = { until: now.getTime() + KEPT_MS, names }
  names.catch(forgetNames)
  return names
}

export function forgetNames(): void {
  kept = undefined
}

async function readNames(now: Date): Promise<SystemNames> {
  const names = await ruleInForce(database(), 'names', businessDay(now))
  if (names.countyName) return { ...names, countyName: names.countyName }
  const root = await database().unit.findFirst({
    where: { parentId: null, validTo: null, confirmed: true },
    orderBy: { createdAt: 'asc' },
    select: { name: true },
  })
  return { ...names, countyName: root?.name ?? '' }
}

import { Decimal } from '~/shared/money'
import { invalid, type FieldError } from '~/shared/errors'
import { isKeyOf, keysOf } from '~/shared/records'
import { ENERGY_CARRIERS, type EnergyCarrier } from './carriers'
import type { EnergyTerms } from './terms'

/** A yearly amount of one carrier of energy, in a unit that the carrier is counted in. */
export interface EnergyInput {
  carrier: string
  amount: number
  unit: string
}

/** A year's consumption of energy in tons of standard coal and of CO₂. */
export interface EnergyUse {
  /** 当量值 */
  tceCalorific: Decimal
  /** 等价值 */
  tcePrimary: Decimal
  electricityKwh: Decimal
  /** null where a carrier has no known factor */
  co2T: Decimal | null
}

export type EnergySum = 'tceCalorific' | 'tcePrimary' | 'electricityKwh'

/** What is wrong with entries: a carrier that nobody knows, or a unit that it is not counted in. */
export function energyFaults(entries: readonly EnergyInput[], path = 'energy'): FieldError[] {
  return entries.flatMap(({ carrier, unit }, at): FieldError[] => {
    if (!isKeyOf(ENERGY_CARRIERS, carrier)) {
      const known = keysOf(ENERGY_CARRIERS).join('、')
      return [{ path: `${path}.${at}.carrier`, code: 'unknown', message: `没有能源“${carrier}”，可用：${known}` }]
    }
    const { label, units } = ENERGY_CARRIERS[carrier]
    if (isKeyOf(units, unit)) return []
    const message = `${label}的单位为 ${Object.keys(units).join('、')}`
    return [{ path: `${path}.${at}.unit`, code: 'unknown', message }]
  })
}

/** By how much a sum grows with one of the entry's units. @throws invalid for an unknown carrier or unit */
export function carrierFactor(entry: EnergyInput, sum: EnergySum, on: string, terms?: EnergyTerms): Decimal {
  const { carrier, inUnits } = known(entry)
  const isElectricity = entry.carrier === 'electricity'
  if (sum === 'electricityKwh') return isElectricity ? inUnits : new Decimal(0)
  if (sum === 'tcePrimary' && isElectricity && terms) return inUnits.times(terms.electricityPrimary).div(1000)
  const dated = sum === 'tcePrimary' ? factorOn(carrier.primary, on) : null
  return inUnits.times(dated ?? carrier.calorific.factor)
}

/** The sums over all entries by the factors of a day and the county's terms. @throws invalid for an unknown carrier or unit */
export function energyUse(entries: readonly EnergyInput[], on: string, terms?: EnergyTerms): EnergyUse {
  const use = { tceCalorific: new Decimal(0), tcePrimary: new Decimal(0), electricityKwh: new Decimal(0) }
  let co2T: Decimal | null = new Decimal(0)
  for (const entry of entries) {
    for (const sum of keysOf(use)) use[sum] = use[sum].plus(carrierFactor(entry, sum, on, terms).times(entry.amount))
    const { carrier, inUnits } = known(entry)
    const factor = factorOn(carrier.co2, on)
    co2T = factor === null || co2T === null ? null : co2T.plus(inUnits.times(factor).times(entry.amount))
  }
  return { ...use, co2T }
}

function known(entry: EnergyInput): { carrier: EnergyCarrier; inUnits: Decimal } {
  const [fault] = energyFaults([entry])
  if (fault || !isKeyOf(ENERGY_CARRIERS, entry.carrier)) throw invalid(fault ? [fault] : [])
  const carrier: EnergyCarrier = ENERGY_CARRIERS[entry.carrier]
  return { carrier, inUnits: new Decimal(carrier.units[entry.unit] ?? 0) }
}

/** The factor in force on a day; before the first day the first one. */
function factorOn(factors: EnergyCarrier['primary'], on: string): number | null {
  const [first] = factors ?? []
  if (!first) return null
  return (factors?.findLast(({ from }) => from <= on) ?? first).factor
}

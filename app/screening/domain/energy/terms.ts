import { z } from 'zod'
import { REVIEW_LEVELS, type ProvinceReview } from './review'

/**
 * What province and county set beside the national facts: who reviews what the nation leaves to them, and the 等价 factor of
 * electricity. A screening keeps those that it was judged by.
 */
export interface EnergyTerms extends ProvinceReview {
  /** kgce a kWh, 等价值 */
  electricityPrimary: number
}

const level = z.enum(REVIEW_LEVELS)

/** As a screening keeps them. */
export const energyTerms = z.object({
  electricityPrimary: z.number(),
  below: z.array(z.object({ from: z.number(), level })),
  twoHighAtLeast: level,
})

interface Setting {
  electricityPrimary: number
  cityFromTce: number | null
  twoHighLevel: 'county' | 'city' | 'province'
}

/** The terms as a county's setting says them. */
export const termsOf = ({ electricityPrimary, cityFromTce, twoHighLevel }: Setting): EnergyTerms => ({
  electricityPrimary,
  below: [
    ...(cityFromTce === null ? [] : [{ from: cityFromTce, level: 'city' as const }]),
    { from: 0, level: 'county' as const },
  ],
  twoHighAtLeast: twoHighLevel,
})

import { Prisma } from '~/generated/prisma/client'
import { at, own } from '~/projects/server/milestone-columns'
import { cohortHeat, type HeatCount } from '../../domain/cohort-heat'
import { HEAT_STAGES, HORIZONS, type CohortHeat, type HeatStage, type Horizon } from '../../domain/figures'
import { LAND_DAY, SIGNED, UNCLEAR_SQL } from '../conditions'
import { count, jsonObject, jsonRows, type Figure } from '../figure'

const { sql, raw, join } = Prisma

/** Land by its own day alone: a start tells that there was some, not since when. */
const reachedOn = (stage: HeatStage) => (stage === 'landSupplied' ? raw('land_day') : at(stage))

const end = (months: Horizon) => raw(`end_${months}`)

/** Cohorts by signing period: how far they had come within calendar months, cut to the month's end. */
export const heatFigure: Figure<{ counted: HeatCount[] }, CohortHeat[]> = {
  from: 'signed',
  wanted: () => ['investment_wan', 'land_mu', 'given', 'no_land'],
  select: ({ every, clocks: { asOf } }) => {
    const period = sql`date_trunc(${raw(`'${every}'`)}, signed_on::timestamp)`
    const cell = (months: Horizon) => {
      const within = (stage: HeatStage) => count(sql`${reachedOn(stage)} <= ${end(months)}`)
      return jsonObject<HeatCount['cells'][number]>({
        months: raw(String(months)),
        due: count(sql`${end(months)} <= ${asOf}::date`),
        landSupplied: within('landSupplied'),
        started: within('started'),
        producing: within('producing'),
      })
    }
    return {
      counted: jsonRows<HeatCount>(
        {
          from: sql`to_char(${period}, 'YYYY-MM-DD')`,
          signed: count(),
          noLand: count(raw('no_land')),
          landDayUnknown: count(raw('land_unknown')),
          startDayUnknown: count(raw('start_unknown')),
          wan: raw('coalesce(sum(investment_wan), 0)'),
          mu: raw('coalesce(sum(land_mu), 0)'),
          cells: sql`json_build_array(${join(HORIZONS.map(cell))})`,
        },
        sql`FROM cohort GROUP BY ${period}`,
        // OFFSET 0: the ends of the months are worked out once a project
        sql`WITH cohort AS (
          SELECT m.signed_on, ${LAND_DAY} AS land_day, ${join(HEAT_STAGES.map((stage) => sql`m.${at(stage)}`))},
            m.no_land IS TRUE AND (m.${own('landSupplied')} <= m.as_of) IS NOT TRUE AS no_land,
            ${UNCLEAR_SQL.landDayUnknown} AS land_unknown, ${UNCLEAR_SQL.startDayUnknown} AS start_unknown, m.investment_wan, m.land_mu,
            ${join(HORIZONS.map((months) => sql`(m.signed_on + interval '${raw(String(months))} months')::date AS ${end(months)}`))}
          FROM m WHERE ${SIGNED} OFFSET 0)`,
      ),
    }
  },
  finish: ({ counted }, { every }) => cohortHeat(every, counted),
}

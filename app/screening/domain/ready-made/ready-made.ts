import { ruleSetSchema, type RuleSet } from '../rules/rule-set'
import { COUNTY_INTENSITY } from './county-intensity'
import { EFFICIENCY_HUANGYAN } from './efficiency'
import { NATIONAL_CONTROL } from './national'
import { SCORED } from './scored'
import { STANDARD_LAND_LONGCHANG, STANDARD_LAND_NINGHAI, STANDARD_LAND_XUANCHENG } from './standard-land'

/** Rule sets that come with the program, each from a document; a county takes one over and makes it its own. */
export const READY_MADE: readonly RuleSet[] = [
  COUNTY_INTENSITY,
  STANDARD_LAND_XUANCHENG,
  STANDARD_LAND_NINGHAI,
  STANDARD_LAND_LONGCHANG,
  SCORED,
  EFFICIENCY_HUANGYAN,
  NATIONAL_CONTROL,
].map((text) => ruleSetSchema.parse(text))

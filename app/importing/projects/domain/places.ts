const PARK = /园区?$|开发区|工业园|产业园|科技园|集中区|工业区|高新区|经开区|示范区/
const UNIT = /(?:镇|乡|村|新区|街道|办事处|管委会|[市县]区?|局|委员?会?)$/
/** 产业园 as the name of a project or an industry is longer, and says more. */
const MAX_PLACE = 20

/** Is 落户地 a park, or a unit such as a town? */
export function isParkName(name: string): boolean {
  return PARK.test(name) && !/(?:镇|乡|街道|办事处|局|委员?会?)$/.test(name)
}

/** Is this the name of a place that projects land at? */
export function isPlaceName(name: string): boolean {
  return name.length <= MAX_PLACE && (isParkName(name) || UNIT.test(name))
}

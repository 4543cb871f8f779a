import type { HeadingMeaning, HeadingSays } from '../../tables/domain/vocabulary'
import type { DayRange } from '~/shared/day'
import { halfWidth } from '~/shared/text'
import { parseDay } from '../../tables/domain/days'
import { parseProgress } from './flags'
import { isParkName, isPlaceName } from './places'

/** what a heading has to say stands at its beginning */
const MAX_HEADING = 60

/** What is done, or where a project comes from: nothing of it is a field. */
const OF_NO_FIELD =
  /^(?:新建|续建|改建|扩建|改扩建|技改|重点|重大|一般|其他|其它|省级|市级|县级|区级|省重点|市重点|内资|外资|域外|亿元以上|规上|三个一批|第.{1,3}批).{0,6}$/
const INDUSTRY =
  /产业|工业|农业|制造|加工|服务|旅游|文旅|康养|物流|商贸|材料|能源|化工|医药|医疗|健康|电子|信息|数字|软件|纺织|服装|食品|建材|装备|汽车|机械|冶金|轻工|环保|节能|新能源|零部件|矿产|养殖|种植|教育|文化|房地产|建筑|基础设施|[一二三]产/

/** Bureaus and working groups bring projects in; none lands at them. */
const OFFICE =
  /(?:局|(?<![管村居])委|(?<!街道)办|招商(?:组|队|科|中心)|工作组|专班|(?:服务|促进)中心|商会|协会|工商联)$/
const GOVERNMENT = /(?<=[镇乡街道县区])(?:人民)?政府$/

/**
 * What a heading over some rows says of them: how far they are, where they land, of what industry they are.
 * Null when nobody can tell; a heading such as 重点项目 says nothing that is kept.
 */
export function headingSays(heading: string): HeadingSays | null {
  const text = heading.slice(0, MAX_HEADING).trim()
  const bare = text.replace(/(?:类)?项目$/, '')
  if (bare === '') return { column: null, value: text, reason: '没有分类' }
  if (OFFICE.test(bare) && !isParkName(bare))
    return { column: 'introducedBy', value: bare, reason: '分组标题是引荐单位' }
  const place = bare.replace(GOVERNMENT, '')
  if (isPlaceName(place)) return { column: 'place', value: place, reason: '分组标题是落户地' }
  if (INDUSTRY.test(bare) && !/[已在未拟]|签约|开工|投产/.test(bare)) {
    return { column: 'industry', value: /产业|类/.test(text) ? text : bare, reason: '分组标题是产业' }
  }
  const { stage, isUnderstood } = parseProgress(bare)
  if (stage !== null || (isUnderstood && !OF_NO_FIELD.test(bare)))
    return { column: 'progress', value: bare, reason: '分组标题是进度' }
  if (INDUSTRY.test(bare)) return { column: 'industry', value: text, reason: '分组标题是产业' }
  return OF_NO_FIELD.test(bare) ? { column: null, value: text, reason: '分组标题不说明字段' } : null
}

/** Fields of a project that the words of a heading can give to its rows. */
export const HEADING_FIELDS = [
  'industry',
  'chain',
  'introducedBy',
  'sponsor',
  'chainLeader',
  'channel',
  'origin',
] as const

const fixed = (column: string, values: readonly string[], label: string): HeadingMeaning[] =>
  values.map((value) => ({ column, value, label: `${label}：${value}` }))

/** What somebody may say of a heading that cannot be read, or was read wrongly. */
export const HEADING_MEANINGS: readonly HeadingMeaning[] = [
  { column: 'industry', label: '产业' },
  { column: 'chain', label: '产业链' },
  { column: 'place', label: '落户地（园区或乡镇）' },
  { column: 'introducedBy', label: '引荐单位（招引、责任单位）' },
  { column: 'sponsor', label: '包保领导' },
  { column: 'chainLeader', label: '链长' },
  { column: 'channel', label: '来源渠道（招商方式）' },
  { column: 'origin', label: '来源地' },
  { column: 'signedOn', label: '签约年份（或月、季度）' },
  ...fixed('progress', ['在谈', '已签约', '已开工', '已竣工', '已投产', '已暂缓', '已终止'], '进度'),
  ...fixed('landState', ['已供地', '未供地', '租赁厂房', '自有用地'], '供地'),
  { column: 'remark', label: '记入备注（批次、投资性质等）' },
]

const STRETCH = /^(\d{4})年?度?(?:(\d{1,2})月份?|第?([一二三四1-4])季度|([上下]半年))?/

/** The year, month or stretch of a year with which a heading begins. */
export function dayOfHeading(heading: string): DayRange | null {
  const [, year, month, quarter, half] = STRETCH.exec(halfWidth(heading).replace(/\s/g, '')) ?? []
  if (year === undefined) return null
  const rest = month ? `${month}月` : quarter ? `${quarter}季度` : (half ?? '')
  return parseDay({ text: `${year}年${rest}` }, { year: null }).value
}

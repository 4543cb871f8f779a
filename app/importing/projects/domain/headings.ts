import type { HeadingMeaning, HeadingSays } from '../../tables/domain/vocabulary'
import { parseProgress } from './flags'
import { isPlaceName } from './places'

/** what a heading has to say stands at its beginning */
const MAX_HEADING = 60

/** What is done, or where a project comes from: nothing of it is a field. */
const OF_NO_FIELD =
  /^(?:新建|续建|改建|扩建|改扩建|技改|重点|重大|一般|其他|其它|省级|市级|县级|区级|省重点|市重点|内资|外资|域外|亿元以上|规上|三个一批|第.{1,3}批).{0,6}$/
const INDUSTRY =
  /产业|工业|农业|制造|加工|服务|旅游|文旅|康养|物流|商贸|材料|能源|化工|医药|医疗|健康|电子|信息|数字|软件|纺织|服装|食品|建材|装备|汽车|机械|冶金|轻工|环保|节能|新能源|零部件|矿产|养殖|种植|教育|文化|房地产|建筑|基础设施|[一二三]产/

/**
 * What a heading over some rows says of them: how far they are, where they land, of what industry they are.
 * Null when nobody can tell; a heading such as 重点项目 says nothing that is kept.
 */
export function headingSays(heading: string): HeadingSays | null {
  const text = heading.slice(0, MAX_HEADING).trim()
  const bare = text.replace(/(?:类)?项目$/, '')
  if (bare === '') return { column: null, value: text, reason: '没有分类' }
  if (isPlaceName(bare)) return { column: 'place', value: bare, reason: '分组标题是落户地' }
  if (INDUSTRY.test(bare) && !/[已在未拟]|签约|开工|投产/.test(bare)) {
    return { column: 'industry', value: /产业|类/.test(text) ? text : bare, reason: '分组标题是产业' }
  }
  const { stage, isUnderstood } = parseProgress(bare)
  if (stage !== null || (isUnderstood && !OF_NO_FIELD.test(bare)))
    return { column: 'progress', value: bare, reason: '分组标题是进度' }
  if (INDUSTRY.test(bare)) return { column: 'industry', value: text, reason: '分组标题是产业' }
  return OF_NO_FIELD.test(bare) ? { column: null, value: text, reason: '分组标题不说明字段' } : null
}

/** What somebody may say of a heading that cannot be read: of what the rows below it are, or how far. */
export const HEADING_MEANINGS: readonly HeadingMeaning[] = [
  { column: 'industry', label: '产业' },
  { column: 'place', label: '落户地（园区或乡镇）' },
  ...['在谈', '已签约', '已开工', '已竣工', '已投产'].map((value) => ({
    column: 'progress',
    value,
    label: `进度：${value}`,
  })),
]

import { halfWidth } from '~/shared/text'
import { ANY_TEXT } from './cells'
import { ruleOf, type ColumnRules } from './vocabulary'

/** What is planned or agreed is no fact: 预计签约时间, 约定开工时间, 框架协议签订时间. */
export const PLANNED = '(?:预计|拟|计划|约定|承诺|要求|应|最迟|目标|力争|意向|框架)'

const UNIT_NOTE =
  /\((?:[^()]*(?:元|亩|公顷|㎡|平方|平米|m2|个|年月日|年\/月|是\/否|√|填写|单位|usd|\$)[^()]*|人民币|[百千]?[万亿]|ha)\)/g

/** 总投资/亿元, 总投资 亿元: a unit without brackets */
const UNIT_AT_END = /([^()\d])[/:_-]?(?:[百千十]?[万亿]?元|公顷|平方米|㎡)$/

/** a header is no longer */
const MAX_HEADER = 200

const plain = (text: string) => halfWidth(text.slice(0, MAX_HEADER)).toLowerCase().replace(/\s/g, '')

/** A header as it is compared: half width, without units, brackets, blanks and signs. */
export function bareHeader(text: string): string {
  return plain(text)
    .replace(UNIT_NOTE, '')
    .replace(UNIT_AT_END, '$1')
    .replace(/[()[\]【】<>《》*＊※★:：、，,./／\\"'“”_?!︵︶-]/g, '')
}

export interface HeaderMatch {
  column: string
  /** smaller is better */
  rank: number
  /** 0 to 1: how surely the header alone means the column */
  score: number
  how: 'exact' | 'like' | 'ending'
}

/** Finds the columns that a header text means. */
export interface HeaderWords {
  /** Is the text one of the listed headers? Quick: it is asked of every row. */
  isListed(text: string): boolean
  /** the likeliest; null when nothing fits */
  match(text: string): HeaderMatch | null
  /** A leaf too general to stand alone takes its column from its parent: 签约 / 时间; a day is planned where its parent says so. */
  matchPath(path: readonly string[]): HeaderMatch | null
  /** all that it can mean, the likeliest first: what stands below decides between them */
  candidates(path: readonly string[]): HeaderMatch[]
}

const PLANNED_GROUP = new RegExp(`^${PLANNED}+(?:开竣工|签约|协议|合同)?(?:时间|日期|节点|进度|安排|工期|情况)?$`)
const GENERAL = /^(?:时间|日期|名称|电话|姓名|单位|情况|面积|金额|合计|总额|小计|领导)$/
/** A count, a share or a place in a ranking names nothing and is no amount. */
const COUNT = /\((?:单位:?)?(?:个|家|户|项|宗|人|次|名|位|套|台|%)\)/
const RATIO = /(?:数|数量|率|占比|比例|比重|排名|名次|位次|得分|增幅|增速|同比|环比)(?:情况)?$|^占/
/** What is said of another year or month, or of each 亩, is not what the column says without these words. */
const OTHERS =
  /上年|去年|上月|上季|同期|本月|当月|下月|年度|年计划|任务|亩均|每亩|人均|[非未无]|^原|曾用|变更前|调整前|旧/
const IS_PLANNED = new RegExp(PLANNED)

/** The part of a year that a header speaks of: 1-2月, 自开工累计, 至2021年底. */
export interface ColumnPeriod {
  /** since the beginning, of the project or of the year */
  isCumulative: boolean
  /** larger is later and fuller */
  rank: number
}

const MONTHS = /(?:(\d{4})年)?(?:(?:(\d{1,2})月?[-~—–至到])?(\d{1,2})月(?:份|底|末)?|([一二三四1-4])季度|([上下])半年)/
const SINCE_START = /累[计积]|自开[始工]|开工(?:以来|至今)|至今|目前为止/
const UNTIL = /^(?:截?[至止]|到)(?:(\d{4})年|上年|去年)/

/** Of which part of time a header speaks; null when it names none. */
export function columnPeriod(path: readonly string[]): ColumnPeriod | null {
  const text = plain(path.join(''))
  if (SINCE_START.test(text)) return { isCumulative: true, rank: 1000 }
  const months = MONTHS.exec(text)
  if (months) {
    const [, , from, to] = months
    const last = to ? Number(to) : 12
    return { isCumulative: from === '1' || /至|年初/.test(text), rank: last * 2 + (from === '1' ? 1 : 0) }
  }
  return UNTIL.test(text) ? { isCumulative: true, rank: 0 } : null
}

const PERIOD_WORDS = new RegExp(`${MONTHS.source}|(?:自开[始工]|开工以来|至今)?(?:累[计积])|年初至本?月的?`, 'g')

/** The parts of a header that names several columns, split at the signs between them and not within brackets. */
export function partsOfHeader(text: string): string[] {
  return text
    .slice(0, MAX_HEADER)
    .split(/[/、](?![^(（]*[)）])/)
    .filter((part) => part.trim() !== '')
}

const made = new WeakMap<ColumnRules, HeaderWords>()

export function headerWords(columns: ColumnRules): HeaderWords {
  const known = made.get(columns)
  if (known) return known
  const words = wordsOf(columns)
  made.set(columns, words)
  return words
}

/** texts of headers and of cells in their place, kept with what they mean */
const KEPT_TEXTS = 5_000

function wordsOf(columns: ColumnRules): HeaderWords {
  const rules = Object.entries(columns)
  const exact = new Map<string, HeaderMatch[]>()
  for (const [column, { names }] of rules) {
    names.forEach((name, rank) => {
      const match: HeaderMatch = { column, rank, score: 1 - rank / 1000, how: 'exact' }
      exact.set(name, [...(exact.get(name) ?? []), match])
    })
  }
  // Two characters are a kind of anything; what stands below must bear them out.
  const endings = rules.flatMap(([column, { names, cell }]) =>
    names
      .filter((name) => name.length > 2 || (name.length === 2 && cell.content !== ANY_TEXT))
      .map((name) => ({ column, name })),
  )

  const read = (text: string): HeaderMatch[] => {
    const whole = readWhole(text)
    if (whole.length > 0) return whole
    // 占地面积（亩）/建筑面积（㎡）: two columns in one, of which one is known.
    const parts = partsOfHeader(text)
    const known = parts.length > 1 ? parts.map(readWhole).find((matches) => matches.length > 0) : undefined
    return (known ?? []).map((match) => ({ ...match, rank: match.rank + 50, score: match.score * 0.8 }))
  }

  const readWhole = (text: string): HeaderMatch[] => {
    const bare = bareHeader(text)
    if (bare === '') return []
    const isCount = COUNT.test(plain(text))
    const found = exact.get(bare)
    if (found) return isCount ? [] : found.filter(({ column }) => !ruleOf(columns, column).not?.test(plain(text)))
    if (isCount || RATIO.test(bare) || bare.length > 24) return []
    return [...likes(bare), ...ofPeriod(bare), ...ending(bare)].sort((a, b) => b.score - a.score)
  }

  const isFact = (column: string) => ruleOf(columns, column).cell.isFactDay || ruleOf(columns, column).isPeriodic
  const allowed = (column: string, bare: string) => !ruleOf(columns, column).not?.test(bare)

  function likes(bare: string): HeaderMatch[] {
    if (bare.length > 16) return []
    return rules.flatMap(([column, rule], at): HeaderMatch[] =>
      rule.like?.test(bare) && allowed(column, bare) && (rule.isPeriodic || !MONTHS.test(bare))
        ? [{ column, rank: 100 + at, score: 0.85 - at / 10_000, how: 'like' }]
        : [],
    )
  }

  /** 2月形象进度, 自开始累积完成投资: what is told again for each part of the year. */
  function ofPeriod(bare: string): HeaderMatch[] {
    const without = bare.replace(PERIOD_WORDS, '')
    if (without === bare) return []
    return (exact.get(without) ?? [])
      .filter(({ column }) => ruleOf(columns, column).isPeriodic && allowed(column, bare))
      .map((match) => ({ ...match, rank: 50, score: 0.9 }))
  }

  /** 招商引资项目名称 is a kind of 项目名称: the head of a Chinese noun stands last. */
  function ending(bare: string): HeaderMatch[] {
    return endings.flatMap(({ column, name }): HeaderMatch[] => {
      if (!bare.endsWith(name) || MONTHS.test(bare)) return []
      const before = bare.slice(0, -name.length)
      if (OTHERS.test(before) || (isFact(column) && IS_PLANNED.test(before)) || !allowed(column, bare)) return []
      const score = name.length === 2 ? 0.55 : 0.65 + Math.min(name.length, 8) / 50
      return [{ column, rank: 200 - name.length, score, how: 'ending' }]
    })
  }

  const kept = new Map<string, HeaderMatch[]>()
  const all = (text: string): HeaderMatch[] => {
    const known = kept.get(text)
    if (known) return known
    const found = read(text)
    if (kept.size < KEPT_TEXTS && text.length <= MAX_HEADER) kept.set(text, found)
    return found
  }

  const candidates = (path: readonly string[]): HeaderMatch[] => {
    const leaf = path.at(-1) ?? ''
    const parent = path.slice(0, -1).join('')
    const own = all(leaf)
    if (parent === '') return own
    const isPlanned = PLANNED_GROUP.test(bareHeader(parent))
    if (isPlanned && own.some(({ column }) => ruleOf(columns, column).cell.isFactDay)) return all(parent + leaf)
    const joined = all(parent + leaf)
    if (joined.length > 0 && (own.length === 0 || GENERAL.test(bareHeader(leaf)))) return joined
    return own
  }

  return {
    isListed: (text) => exact.has(bareHeader(text)),
    match: (text) => all(text)[0] ?? null,
    matchPath: (path) => candidates(path)[0] ?? null,
    candidates,
  }
}

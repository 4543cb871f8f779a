import { halfWidth } from '~/shared/text'
import { ruleOf, type ColumnRules } from './vocabulary'

/** What is planned or agreed is no fact: 预计签约时间, 约定开工时间, 框架协议签订时间. */
export const PLANNED = '(?:预计|拟|计划|约定|承诺|要求|应|最迟|目标|力争|意向|框架)'

const UNIT_NOTE = /\((?:[^()]*(?:元|亩|公顷|㎡|平方米|m2|个|年月日|年\/月|是\/否|√|填写|单位)[^()]*)\)/g

/** a header is no longer */
const MAX_HEADER = 200

/** A header as it is compared: half width, without units, brackets, blanks and signs. */
export function bareHeader(text: string): string {
  return halfWidth(text.slice(0, MAX_HEADER))
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(UNIT_NOTE, '')
    .replace(/[()[\]【】<>《》*＊:：、，,./／\\"'“”_-]/g, '')
}

export interface HeaderMatch {
  column: string
  /** smaller is better */
  rank: number
}

/** Finds the column that a header text means. */
export interface HeaderWords {
  /** null when nothing fits */
  match(text: string): HeaderMatch | null
  /** A leaf too general to stand alone takes its column from its parent: 签约 / 时间; a day is planned where its parent says so. */
  matchPath(path: readonly string[]): HeaderMatch | null
}

const PLANNED_GROUP = new RegExp(`^${PLANNED}+(?:开竣工|签约|协议|合同)?(?:时间|日期|节点|进度|安排|工期|情况)?$`)
const GENERAL = /^(?:时间|日期|名称|电话|姓名|单位|情况|面积|金额|合计|总额|小计|领导)$/

const made = new WeakMap<ColumnRules, HeaderWords>()

export function headerWords(columns: ColumnRules): HeaderWords {
  const known = made.get(columns)
  if (known) return known
  const words = wordsOf(columns)
  made.set(columns, words)
  return words
}

function wordsOf(columns: ColumnRules): HeaderWords {
  const rules = Object.entries(columns)
  const exact = new Map<string, HeaderMatch>()
  for (const [column, { names }] of rules) {
    names.forEach((name, rank) => {
      if (!exact.has(name)) exact.set(name, { column, rank })
    })
  }
  const match = (text: string): HeaderMatch | null => {
    const bare = bareHeader(text)
    if (bare === '') return null
    const found = exact.get(bare)
    if (found) return found
    if (bare.length > 16) return null
    const like = rules.find(([, rule]) => rule.like?.test(bare))
    return like ? { column: like[0], rank: 100 } : null
  }
  return {
    match,
    matchPath(path) {
      const leaf = path.at(-1) ?? ''
      const parent = path.slice(0, -1).join('')
      const own = match(leaf)
      if (parent === '') return own
      if (own && ruleOf(columns, own.column).cell.isFactDay && PLANNED_GROUP.test(bareHeader(parent)))
        return match(parent + leaf)
      const joined = match(parent + leaf)
      return joined && (!own || GENERAL.test(bareHeader(leaf))) ? joined : own
    },
  }
}

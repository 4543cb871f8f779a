import type { PathStage } from '~/projects/domain/stages'

/** What words a title or a sheet's name must hold for its projects to be signed ones. */
const SIGNED =
  /(?<!(?:拟|待|未|预计|计划|即将|意向)(?:于|在|年内|今年|本年|年度|\d{4}年|正式|重点|新){0,2})(?:签约|备案|供地|落地|开工|在建|竣工|投产)/

/** what a title has to say stands at its beginning */
const MAX_TITLE = 500

/** Titles that say how far their projects are, the first that is borne out. */
const STATUSES: [says: RegExp, stage: PathStage | 'ended'][] = [
  [/流失|退出|终止|解约|清退|淘汰/, 'ended'],
  [/在谈|洽谈|意向|接洽|在跟踪/, 'negotiating'],
  [/储备|谋划|线索/, 'lead'],
]

/** A ledger of 拟签约, 未开工 or 在谈 projects does not say that they are signed. */
export function isOfSigned(title: string): boolean {
  const text = title.slice(0, MAX_TITLE)
  return SIGNED.test(text) && !/在谈|洽谈/.test(text)
}

/** What the titles of a table say of all its rows. */
export interface TitlesSay {
  /** that they are signed */
  signed: boolean
  /** how far they are, where they are not signed, or given up */
  status: PathStage | 'ended' | null
}

const SAID = new WeakMap<readonly string[], TitlesSay>()

/** The same titles stand over all rows of a table, and each row asks. */
export function titlesSay(titles: readonly string[]): TitlesSay {
  const known = SAID.get(titles)
  if (known) return known
  const say = { signed: titles.some(isOfSigned), status: statusOf(titles) }
  SAID.set(titles, say)
  return say
}

/** How far all projects of a table are, where its title or its sheet's name says that they are not signed, or given up. */
function statusOf(titles: readonly string[]): PathStage | 'ended' | null {
  for (const title of titles) {
    const text = title.slice(0, MAX_TITLE)
    const found = STATUSES.find(([says]) => says.test(text))
    // 签约及退出项目 are of both kinds.
    if (found && !SIGNED.test(text)) return found[1]
  }
  return null
}

type Milestone = 'signed' | 'started' | 'completed' | 'producing'

const TO_COME =
  '(?:拟|待|未|尚未|计划|预计|即将|力争|争取|年内)(?:于|在|年内|今年|本年|年度|\\d{4}年度?|\\d{1,2}月|正式|重点|集中|新){0,2}'
const MILESTONES: [milestone: Milestone, words: string][] = [
  ['signed', '签约'],
  ['started', '(?:开工|动工)'],
  ['completed', '竣工'],
  ['producing', '投产'],
]
const PLANNED = MILESTONES.map(([milestone, words]) => ({
  milestone,
  toCome: new RegExp(`${TO_COME}${words}`),
  reached: new RegExp(`已${words}|在建|(?<!${TO_COME})${words}(?:和|及|、|与)`),
}))

/** What a title or heading says is still to come: under it the days of these are planned, and of what follows them. */
export function plannedIn(text: string): ReadonlySet<Milestone> {
  const title = text.slice(0, MAX_TITLE)
  const at = PLANNED.findIndex(({ toCome, reached }) => toCome.test(title) && !reached.test(title))
  return new Set(at < 0 ? [] : PLANNED.slice(at).map(({ milestone }) => milestone))
}

const DAY_COLUMNS: Record<Milestone, string> = {
  signed: 'signedOn',
  started: 'startedOn',
  completed: 'completedOn',
  producing: 'producedOn',
}

/** The columns of days that a title makes planned ones, by what they then are; null: nothing that is kept. */
export function plannedColumns(titles: readonly string[]): ReadonlyMap<string, string | null> {
  const found = titles.flatMap((title) => [...plannedIn(title)])
  return new Map(found.map((each) => [DAY_COLUMNS[each], each === 'started' ? 'plannedStart' : null]))
}

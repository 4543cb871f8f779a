import { halfWidth, quoted } from '~/shared/text'
import { isBlankText } from '~/shared/blank-text'
import { parseDay } from '../../tables/domain/days'
import { refusal, understood, warning, type Understood } from '../../tables/domain/findings'
import { isPathStage, rankOf, type PathStage } from '~/projects/domain/stages'
import type { DayRange } from '~/shared/day'

/** what a cell says of its project stands at its beginning */
const MAX_LENGTH = 2000

const plain = (text: string) =>
  halfWidth(text.slice(0, MAX_LENGTH))
    .replace(/[\s。.！!]/g, '')
    .toLowerCase()

const YES =
  /^(?:是|已|有|√|✓|✔|☑|☑️|y|yes|true|1|(?:已|已经)?(?:开工|动工)(?:建设|在建)?|在建|建设中|施工中|(?:已|试)?(?:竣工|投产|达产))$/
const NO =
  /^(?:否|没有|×|✕|✖|╳|x|n|no|false|0|(?:暂|尚|还)?未(?:开工|动工)(?:建设)?|(?:前期)?手续(?:正在)?办理(?:中)?|(?:正在)?办理(?:前期)?手续(?:中)?|前期(?:工作|准备)?(?:中)?|筹备(?:中)?|拟开工|待开工|即将开工|准备开工|签约|已签约|在谈|洽谈中?)$/

/** What a start column says: started or not, and when, where a day stands beside the word. */
export interface StartSaid {
  started: boolean
  on: DayRange | null
  /** where it tells more than yes or no: 已竣工投产 */
  stage: ProgressSaid['stage']
}

const said = (started: boolean, on: DayRange | null = null, stage: ProgressSaid['stage'] = null) =>
  understood<StartSaid>({ started, on, stage })

/** 是（2022.5）: the word, and what stands beside it. */
const WORD_AND_MORE = /^([^(（,，;；]{1,12})[(（,，;；]([^)）]{1,40})[)）]?$/

/**
 * Started or not, as a start column says: 是/已开工/√, 2022年5月开工 or 否/未开工/手续办理中/×/blank.
 * What is no such word is read as progress is. `year` completes a day that has none.
 */
export function parseStartFlag(raw: string, year: number | null = null): Understood<StartSaid> {
  if (isBlankText(raw)) return said(false)
  const text = plain(raw)
  if (YES.test(text)) return said(true)
  if (NO.test(text)) return said(false)
  const [, word = '', more = ''] = WORD_AND_MORE.exec(halfWidth(raw.slice(0, MAX_LENGTH)).trim()) ?? []
  if (NO.test(plain(word)) && !STARTED_AFTER_ALL.test(more)) return said(false)
  if (YES.test(plain(word)) && !OF_PLAN.test(more)) {
    const { stage } = parseProgress(more, year)
    return said(true, dayIn(more, year), stage === 'suspended' || stage === 'ended' ? stage : null)
  }
  if (PURE_DAY.test(halfWidth(raw.slice(0, MAX_LENGTH)).trim())) {
    const on = dayIn(raw, year)
    if (on) return said(true, on)
  }
  const { stage, isUnderstood, startedOn } = parseProgress(raw, year)
  if (stage !== null && isPathStage(stage) && rankOf(stage) >= rankOf('started')) return said(true, startedOn, stage)
  if (isUnderstood) return said(false, null, stage)
  return understood<StartSaid>(null, refusal('flagUnknown', `是否开工${quoted(raw)}看不明白，请填“是”或“否”`))
}

const STARTED_AFTER_ALL = /已(?:经)?(?:开工|动工)/
const OF_PLAN = /预计|计划|拟|力争|争取|将/
const PURE_DAY = /^\d{2,4}[年.\-/]\d{1,2}(?:[月.\-/]\d{0,2}[日号]?)?$|^\d{1,2}月(?:\d{1,2}[日号])?$/

/** The day a short text tells, if it tells one. */
function dayIn(text: string, year: number | null): DayRange | null {
  const [written] =
    /(?:\d{2,4}[年.\-/])?\d{1,2}(?:[月.\-/]\d{0,2}[日号]?)?(?:[初底]|[上中下]旬)?/.exec(halfWidth(text)) ?? []
  if (written === undefined || !/[年月.\-/]/.test(written)) return null
  return parseDay({ text: written.replace(/[.\-/]$/, '') }, { year }).value
}

export type LandState =
  { kind: 'supplied' } | { kind: 'rents' } | { kind: 'ownLand' } | { kind: 'notYet'; note: string }

const SUPPLIED = /已(?:完成|全部)*(?:供地|摘牌|出让|成交|交地|拿地|竞得)/
const TICKED = /^(?:是|有|√|✓|✔|☑|●|y|yes|1)$/
const CROSSED = /^(?:否|没有|×|✕|✖|x|n|no|0)$/
const SUPPLIED_ALONE = /^(?:供地|摘牌|出让|成交|交地|拿地|已供|完成供地|竞得)$/
/** Land of which only a part is supplied is not counted as supplied. */
const IN_PART = /部分|剩余|其余|未(?:完成|完全|全部|正式)*(?:供|摘|出让|成交|竞得|挂牌)/

/** 供地情况: 已供地 and 已摘牌 are land supplied, whatever papers are still made; 租赁厂房 is renting; the rest is kept as a note. */
export function parseLandState(raw: string): Understood<LandState> {
  if (isBlankText(raw)) return understood<LandState>(null)
  const text = plain(raw)
  const note = raw.trim()
  if (TICKED.test(text)) return understood<LandState>({ kind: 'supplied' })
  if (CROSSED.test(text)) return understood<LandState>({ kind: 'notYet', note: '未供地' })
  if (/租赁|租用|承租|租厂/.test(text)) return understood<LandState>({ kind: 'rents' })
  if (
    /零增地|零用地|不(?:需)?(?:新增|新征|增加)(?:建设)?用地|自有(?:土地|用地|厂房)|现有(?:土地|用地|厂房)|技改/.test(
      text,
    )
  )
    return understood<LandState>({ kind: 'ownLand' })
  if (SUPPLIED.test(text) && !IN_PART.test(text)) return understood<LandState>({ kind: 'supplied' })
  if (SUPPLIED.test(text)) {
    return understood<LandState>(
      { kind: 'notYet', note },
      warning('landPartlySupplied', `供地情况${quoted(note)}不是全部供地，原样保留，不计供地`),
    )
  }
  if (/未|拟|程序|办理|正在|待|准备|计划|部分/.test(text)) return understood<LandState>({ kind: 'notYet', note })
  if (SUPPLIED_ALONE.test(text)) return understood<LandState>({ kind: 'supplied' })
  return understood<LandState>(
    { kind: 'notYet', note },
    warning('landStateUnknown', `供地情况${quoted(note)}未能归类，原样保留，不计供地`),
  )
}

export interface ProgressSaid {
  stage: PathStage | 'ended' | 'suspended' | null
  /** the text tells how far the project is, if only that it has not begun */
  isUnderstood: boolean
  /** beside the word that tells of the start */
  startedOn: DayRange | null
}

interface Reading {
  stage: ProgressSaid['stage']
  says: RegExp
  /** papers and talks tell of their stage even where the clause is of what is still to come */
  always?: true
}

/** 谈 and its kin: where they stand, no papers, framework or intent make a signing. */
const TALKS = /在谈|洽谈|商谈|磋商|谈判|对接|考察|意向|跟踪|接洽|框架/

/** The first that a clause bears out wins. */
const PROGRESS: Reading[] = [
  {
    stage: 'ended',
    says: /(?<!未|不|拟|建议|申请)(?:终止|中止|退出|流产|流失|解约|放弃|撤资|清退|淘汰)|不再(?:推进|投资|实施|建设)|(?:项目|企业|公司|已|^)注销|(?:项目|投资|合作|签约|合同|协议)(?:已|被|均)*取消|^(?:已|被)*取消(?=$|项目|投资|合作|签约|合同|协议)/,
    always: true,
  },
  { stage: 'suspended', says: /(?<!未|不|无|避免|防止)(?:暂缓|暂停|停工|停建|缓建|停滞|搁置)/, always: true },
  { stage: 'onTarget', says: /达效/ },
  {
    stage: 'producing',
    says: /(?<!试|月|年|底)(?:投产|达产|投运|投入(?:使用|运营|运行|生产))(?!年|时|期|率|即)|(?:正常|正式|批量|规模|满负荷)生产|(?:正常|正式|已|开始|开业)运营|(?:运营|营业)中|已?开业(?!时|后)/,
  },
  {
    stage: 'completed',
    says: /(?<!月|年)竣工|(?<!月|年|主体|基础|土建|结构|厂房|车间|工程|平整|桩基|装修)(?:完工|建成)(?!时|后)|交付使用/,
  },
  {
    stage: 'started',
    says: /(?<!月底|年底)(?:开工|动工|复工)|在建|封顶|结顶|断水|桩基|打桩|打夯|试生产|试投产|试运[行营]|正在建设|建设中|厂房建设|基础建设|续建|主体(?:已)?(?:起|上|至)|出地面/,
  },
  // What is being built, and machines that are put up.
  {
    stage: 'started',
    says: /(?:吊装|砌筑|砌体|浇筑|(?:基坑|土方|基础|桩孔|管沟)(?:已|正在)?(?:开挖|回填)|开挖(?:完成|中|基)|檩条|屋面|外墙|内墙|墙面|地坪|抹灰|粉刷|钢(?:柱|梁|结构)|(?:内部|内外|车间|厂房|室内)?(?:装修|装饰)(?:中|阶段|完成|基本|工程|施工)|内部装修|(?:安装|装修|附属|配套|消防|管网)工程(?:已?完成|基本|施工|进行|中)|设备.{0,4}(?:调试|进场|安装)(?!合同|协议)|安装(?:设备|调试)|调试阶段|(?:厂房|车间).{0,4}(?:建成|完工)|完成(?:投资|总?工程量)的?\d)(?![^,;。]{0,4}(?:设计|图纸|方案|采购|招标|合同|单位))/,
  },
  // 施工 and 主体 alone name a trade and a company (施工单位, 投资主体): only what is being built counts.
  {
    stage: 'started',
    says: /(?:正在|全面|加紧|加快|进场|已|主体|基础|土建|装修|装饰|结构|厂房|墙|桩)施工|施工(?:中(?!标)|阶段|完成)|主体(?:工程|建设|结构|完工|完成)/,
  },
  {
    stage: 'signed',
    says: /(?<!正在|(?:框架|意向)[^,;。]{0,6})(?:签约|签订|签署)(?![^,;。]{0,6}(?:框架|意向|备忘))/,
  },
  // 已签约未落地, 合同已签待开工: what is still to come takes nothing from what is done.
  {
    stage: 'signed',
    says: /(?<!(?:框架|意向|设备|施工|监理|设计|安装|采购|土地|出让|租赁|贷款)[^,;。]{0,6})已(?:经|正式|完成)*(?:签约|签订|签署|签(?=$|[,;。]|未|待))(?![^,;。]{0,6}(?:框架|意向|备忘))|已(?:供地|摘牌|拿地)/,
    always: true,
  },
  { stage: 'approved', says: /过会|审议/ },
  { stage: 'screening', says: /预审|评审|研判/, always: true },
  { stage: 'negotiating', says: TALKS, always: true },
]

/** Papers that are made once a project is agreed on, unless the text still speaks of talks. */
const PAPERS = /备案|手续|许可|注册|施工图|未.{0,4}(?:开工|动工|施工)/
const NOT_AGREED = /谋划|储备|未签|拟签/
/** What is done before a project begins, and tells of no stage by itself. */
const EARLY =
  /前期|谋划|选址|设计|规划|平整|报批|论证|可研|立项|环评|能评|安评|征地|征收|征迁|拆迁|招标|招投标|筹[备建]|储备|勘[察测探]|挂牌|摘牌|供地|用地|土地|三通|五通|七通|清表|报建|图审|未签|未落地|等待|准备|拟建|新建|续建/

/** Clauses of what is still to come, of papers, or of levelling, which is no start. */
const NOT_YET =
  /未(?!来)|不(?!断)|尚[需待在处]|无法|暂无|没有?|(?<!接|招|期)待|(?<!按|照)计划|预计|拟|即将|力争|争取|确保|准备|筹[备建]|规划|有望|在即|在望|可(?:于|望)|可(?=开工|竣工|投产|达产)|工前|产前|条件|手续|许可|施工图|施工(?:招标|投标|单位|合同)|平整|[三五七]通一平/
/** A time to come, unless 已 says that it has gone. */
const TO_COME = /年内|明年|来年|下半年|下个?[月周旬]|[节年]后/

const RESUMED = /复工|恢复(?:施工|建设|生产)/
const STANDSTILL = /暂缓|暂停|停工|搁置/

const isOfNow = (clause: string) => !NOT_YET.test(clause) && (!TO_COME.test(clause) || clause.includes('已'))

/**
 * 已 before a stage opens a clause of its own: 手续齐全已开工. What stands before 后 is gone, or only a time:
 * 停工后已复工, 投产后年产值5亿元.
 */
function clausesOf(text: string): string[] {
  return text
    .split(
      /[,;:()?、。!\n]|并(?=已|开工|动工|进场|投产|正式|正在|于)|(?=已(?:经|正式|全面|完成)*(?:开工|动工|复工|施工|竣工|投产|达产|达效|封顶))|(?<=(?:^|[,;。、])(?:签约|开工|动工|竣工|投产|落地))(?=[尚暂还仍]?未)|(?<=已(?:经|正式|全面|完成)?(?:开工|动工|竣工|投产|封顶|建成|完工)(?:建设)?)(?=[尚暂还仍]?未|待|但)/,
    )
    .map((clause) => (TO_COME.test(clause) ? clause : clause.replace(/^.*后(?![期续])/, '')))
    .filter((clause) => clause !== '')
}

const STARTED_ON =
  /((?:\d{2,4}[年.\-/])?\d{1,2}(?:[月.\-/]\d{0,2}[日号]?)?(?:[初底]|[上中下]旬)?)(?:正式|已经?|份|全面)*(?:开工|动工)|(?:开工|动工)(?:建设)?[(（:：于](?:时间)?[:：]?((?:\d{2,4}[年.\-/])?\d{1,2}(?:[月.\-/]\d{0,2}[日号]?)?)/

/**
 * The stage a free progress text (进度) speaks of, judged clause by clause; null when it speaks of none, which may be
 * because nobody can tell what it says. `year` completes a day that has none.
 */
export function parseProgress(raw: string, year: number | null = null): ProgressSaid {
  if (isBlankText(raw)) return { stage: null, isUnderstood: true, startedOn: null }
  const text = halfWidth(raw.slice(0, MAX_LENGTH))
    .replace(/[^\S\n]/g, '')
    .toLowerCase()
  const clauses = clausesOf(text)
  const isResumed = clauses.some((clause) => RESUMED.test(clause) && isOfNow(clause))
  const standing = isResumed ? clauses.filter((clause) => !STANDSTILL.test(clause)) : clauses
  const told = PROGRESS.find(({ says, always }) =>
    standing.some((clause) => says.test(clause) && (always || isOfNow(clause))),
  )
  if (told && told.stage !== 'negotiating')
    return { stage: told.stage, isUnderstood: true, startedOn: startIn(standing, year) }
  const stage = told ? told.stage : PAPERS.test(text) && !NOT_AGREED.test(text) ? 'signed' : null
  const isUnderstood =
    stage !== null || EARLY.test(text) || clauses.some((clause) => !isOfNow(clause) && STAGE_WORD.test(clause))
  return { stage, isUnderstood, startedOn: null }
}

/** A stage that is only to come is told, too: 预计年底投产. */
const STAGE_WORD = /签约|开工|动工|施工|建设|竣工|投产|达产|封顶|落地/

function startIn(clauses: readonly string[], year: number | null): DayRange | null {
  for (const clause of clauses) {
    const found = isOfNow(clause) ? STARTED_ON.exec(clause) : null
    const day = found && dayIn(found[1] ?? found[2] ?? '', year)
    if (day) return day
  }
  return null
}

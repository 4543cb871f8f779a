import { halfWidth, quoted } from '~/shared/text'
import { isBlankText } from '../../tables/domain/blanks'
import { refusal, understood, warning, type Understood } from '../../tables/domain/findings'
import type { PathStage } from '~/projects/domain/stages'

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

/** Started or not, as a start column says: 是/已开工/√ or 否/未开工/手续办理中/×/blank. */
export function parseStartFlag(raw: string): Understood<boolean> {
  if (isBlankText(raw)) return understood(false)
  const text = plain(raw)
  if (YES.test(text)) return understood(true)
  if (NO.test(text)) return understood(false)
  return understood<boolean>(null, refusal('flagUnknown', `是否开工${quoted(raw)}看不明白，请填“是”或“否”`))
}

export type LandState =
  { kind: 'supplied' } | { kind: 'rents' } | { kind: 'ownLand' } | { kind: 'notYet'; note: string }

const SUPPLIED = /已(?:完成|全部)*(?:供地|摘牌|出让|成交|交地|拿地|竞得)/
const SUPPLIED_ALONE = /^(?:供地|摘牌|出让|成交|交地|拿地|已供|完成供地|竞得)$/
/** Land of which only a part is supplied is not counted as supplied. */
const IN_PART = /部分|剩余|其余|未(?:完成|完全|全部|正式)*(?:供|摘|出让|成交|竞得|挂牌)/

/** 供地情况: 已供地 and 已摘牌 are land supplied, whatever papers are still made; 租赁厂房 is renting; the rest is kept as a note. */
export function parseLandState(raw: string): Understood<LandState> {
  if (isBlankText(raw)) return understood<LandState>(null)
  const text = plain(raw)
  const note = raw.trim()
  if (/租赁|租用|承租|租厂/.test(text)) return understood<LandState>({ kind: 'rents' })
  if (/零增地|零用地|自有(?:土地|用地|厂房)|技改/.test(text)) return understood<LandState>({ kind: 'ownLand' })
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

export type ProgressSaid = { stage: PathStage | 'ended' | 'suspended' | null }

interface Reading {
  stage: ProgressSaid['stage']
  says: RegExp
  /** papers and talks tell of their stage even where the clause is of what is still to come */
  always?: true
}

/** The first that a clause bears out wins. */
const PROGRESS: Reading[] = [
  {
    stage: 'ended',
    says: /(?<!未|不|拟|建议|申请)(?:终止|退出|流产|解约)|(?:项目|投资|合作|签约|合同|协议)(?:已|被|均)*取消|^(?:已|被)*取消(?=$|项目|投资|合作|签约|合同|协议)/,
    always: true,
  },
  { stage: 'suspended', says: /(?<!未|不|无|避免|防止)(?:暂缓|暂停|停工|搁置)/, always: true },
  { stage: 'onTarget', says: /达效/ },
  { stage: 'producing', says: /(?<!试|月|年|底)(?:投产|达产)(?!年|时|期|率|即)|(?:正常|正式|批量|规模|满负荷)生产/ },
  { stage: 'completed', says: /(?<!月|年)竣工/ },
  {
    stage: 'started',
    says: /(?<!月底|年底)(?:开工|动工|复工)|在建|封顶|桩基|打桩|试生产|试投产|正在建设|建设中|厂房建设|基础建设/,
  },
  // 施工 and 主体 alone name a trade and a company (施工单位, 投资主体): only what is being built counts.
  {
    stage: 'started',
    says: /(?:正在|全面|加紧|加快|进场|已|主体|基础|土建|装修|装饰|结构|厂房)施工|施工(?:中(?!标)|阶段)|主体(?:工程|建设|结构|完工|完成)|设备(?:正在)?安装(?!合同|协议)/,
  },
  { stage: 'signed', says: /(?<!正在)(?:签约|签订)|注册/ },
  { stage: 'signed', says: /备案|手续|许可|施工图|前期|未.{0,4}(?:开工|动工|施工)/, always: true },
  { stage: 'approved', says: /过会|审议/ },
  { stage: 'screening', says: /预审|评审|研判/, always: true },
  { stage: 'negotiating', says: /在谈|洽谈|对接|考察|意向|跟踪/, always: true },
]

/** Clauses of what is still to come, of papers, or of levelling, which is no start. */
const NOT_YET =
  /未(?!来)|不(?!断)|尚[需待在处]|无法|暂无|没有?|(?<!接|招|期)待|(?<!按|照)计划|预计|拟|即将|力争|争取|确保|准备|筹[备建]|规划|有望|可(?:于|望)|可(?=开工|竣工|投产|达产)|工前|产前|条件|手续|许可|施工图|施工(?:招标|投标|单位|合同)|平整|[三五七]通一平/
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
      /[,;:()?、。!\n]|并(?=已|开工|动工|进场|投产|正式|正在|于)|(?=已(?:经|正式|全面|完成)*(?:开工|动工|复工|施工|竣工|投产|达产|达效|封顶))/,
    )
    .map((clause) => (TO_COME.test(clause) ? clause : clause.replace(/^.*后(?![期续])/, '')))
    .filter((clause) => clause !== '')
}

/** The stage a free progress text (进度) speaks of, judged clause by clause; null when it speaks of none. */
export function parseProgress(raw: string): ProgressSaid {
  if (isBlankText(raw)) return { stage: null }
  const clauses = clausesOf(
    halfWidth(raw.slice(0, MAX_LENGTH))
      .replace(/[^\S\n]/g, '')
      .toLowerCase(),
  )
  const isResumed = clauses.some((clause) => RESUMED.test(clause) && isOfNow(clause))
  const standing = isResumed ? clauses.filter((clause) => !STANDSTILL.test(clause)) : clauses
  const told = PROGRESS.find(({ says, always }) =>
    standing.some((clause) => says.test(clause) && (always || isOfNow(clause))),
  )
  return { stage: told?.stage ?? null }
}

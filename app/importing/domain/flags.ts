import { halfWidth } from '~/shared/text'
import { isBlankText } from './blanks'
import { refusal, understood, warning, type Understood } from './findings'
import type { PathStage } from '~/projects/domain/stages'

const plain = (text: string) => halfWidth(text).replace(/[\s。.！!]/g, '').toLowerCase()

const YES = /^(?:是|已|有|√|✓|✔|☑|☑️|y|yes|true|1|(?:已|已经)?(?:开工|动工)(?:建设|在建)?|在建|建设中|施工中|(?:已|试)?(?:竣工|投产|达产))$/
const NO =
  /^(?:否|没有|×|✕|✖|╳|x|n|no|false|0|(?:暂|尚|还)?未(?:开工|动工)(?:建设)?|(?:前期)?手续(?:正在)?办理(?:中)?|(?:正在)?办理(?:前期)?手续(?:中)?|前期(?:工作|准备)?(?:中)?|筹备(?:中)?|拟开工|待开工|即将开工|准备开工|签约|已签约|在谈|洽谈中?)$/

/** Started or not, as a start column says: 是/已开工/√ or 否/未开工/手续办理中/×/blank. */
export function parseStartFlag(raw: string): Understood<boolean> {
  if (isBlankText(raw)) return understood(false)
  const text = plain(raw)
  if (YES.test(text)) return understood(true)
  if (NO.test(text)) return understood(false)
  return understood<boolean>(null, refusal('flagUnknown', `是否开工“${raw.trim()}”看不明白，请填“是”或“否”`))
}

export type LandState = { kind: 'supplied' } | { kind: 'rents' } | { kind: 'ownLand' } | { kind: 'notYet'; note: string }

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
    return understood<LandState>({ kind: 'notYet', note }, warning('landPartlySupplied', `供地情况“${note}”不是全部供地，原样保留，不计供地`))
  }
  if (/未|拟|程序|办理|正在|待|准备|计划|部分/.test(text)) return understood<LandState>({ kind: 'notYet', note })
  if (SUPPLIED_ALONE.test(text)) return understood<LandState>({ kind: 'supplied' })
  return understood<LandState>({ kind: 'notYet', note }, warning('landStateUnknown', `供地情况“${note}”未能归类，原样保留，不计供地`))
}

export type Progress = { stage: PathStage | 'ended' | 'suspended' | null }

const PROGRESS: [RegExp, Progress['stage']][] = [
  [/终止|退出|流产|取消|解约/, 'ended'],
  [/暂缓|暂停|停工|搁置/, 'suspended'],
  [/达产达效|已达效|达效/, 'onTarget'],
  [/(?<!试|未|待|拟|即将|预计|计划|准备|可|底|月|年)(?:投产|达产)/, 'producing'],
  [/(?<!未|待|拟|即将|预计|计划|准备|月|年)竣工/, 'completed'],
  [/(?<!未|待|拟|即将|预计|计划|准备|月底|年底|力争)(?:开工|动工)|在建|施工|主体|封顶|基础建设|厂房建设|设备安装|试生产|试投产|建设中/, 'started'],
  [/签约|签订|注册|备案|手续|前期|未开工|未动工/, 'signed'],
  [/过会|审议/, 'approved'],
  [/预审|评审|研判/, 'screening'],
  [/在谈|洽谈|对接|考察|意向|跟踪/, 'negotiating'],
]

/** The stage a free progress text (进度) speaks of; null when it speaks of none. */
export function parseProgress(raw: string): Progress {
  const text = plain(raw)
  if (isBlankText(raw)) return { stage: null }
  return { stage: PROGRESS.find(([pattern]) => pattern.test(text))?.[1] ?? null }
}

/** The path from first lead to full production, in order (domain handbook, ch. 3). */
export const PATH = [
  'lead',
  'negotiating',
  'screening',
  'approved',
  'signed',
  'landSupplied',
  'started',
  'completed',
  'producing',
  'onTarget',
] as const

export type PathStage = (typeof PATH)[number]

/** Events off the path: a project rests, goes on, or is over. */
export const SIDE_STAGES = ['suspended', 'resumed', 'ended'] as const

export type SideStage = (typeof SIDE_STAGES)[number]

/** `withdrawn` only supersedes another event: that did not happen. */
export type Stage = PathStage | SideStage | 'withdrawn'

export const STAGES: readonly Stage[] = [...PATH, ...SIDE_STAGES, 'withdrawn']

export const STAGE_NAMES: Record<Stage, string> = {
  lead: '线索',
  negotiating: '在谈',
  screening: '预审',
  approved: '过会',
  signed: '签约',
  landSupplied: '供地',
  started: '开工',
  completed: '竣工',
  producing: '投产',
  onTarget: '达效',
  suspended: '暂缓',
  resumed: '恢复',
  ended: '终止',
  withdrawn: '撤回',
}

export type ProjectStatus = 'active' | 'suspended' | 'ended'

export const STATUS_NAMES: Record<ProjectStatus, string> = {
  active: '推进中',
  suspended: '暂缓',
  ended: '终止',
}

const RANKS = new Map<string, number>(PATH.map((stage, at) => [stage, at]))

/** Place on the path, 0 for lead; -1 for events off it. */
export function rankOf(stage: string): number {
  return RANKS.get(stage) ?? -1
}

export function isPathStage(stage: string): stage is PathStage {
  return RANKS.has(stage)
}

/** The stage and all after it, in order. */
export function pathFrom(first: PathStage): readonly PathStage[] {
  return PATH.slice(rankOf(first))
}

/** The stage that must have been reached before `stage`; renting or own land skips landSupplied. */
export function stageBefore(stage: PathStage, skipsLand: boolean): PathStage | null {
  const before = PATH[rankOf(stage) - 1] ?? null
  return before === 'landSupplied' && skipsLand ? 'signed' : before
}

/** Legal status of a plot, owned by the land office (domain handbook, ch. 6). */
export const PLOT_STATUSES = [
  'planned',
  'approvedNotAcquired',
  'acquiredNotSupplied',
  'suppliedNotUsed',
  'underConstruction',
  'inUse',
  'recovered',
] as const

export type PlotStatus = (typeof PLOT_STATUSES)[number]

export const PLOT_STATUS_NAMES: Record<PlotStatus, string> = {
  planned: '规划未批',
  approvedNotAcquired: '批而未征',
  acquiredNotSupplied: '征而未供',
  suppliedNotUsed: '供而未用',
  underConstruction: '已开工',
  inUse: '已投产',
  recovered: '收回',
}

/** 三未土地: approved, acquired or supplied, and not yet used. */
export const THREE_NOT: readonly PlotStatus[] = ['approvedNotAcquired', 'acquiredNotSupplied', 'suppliedNotUsed']

/** The words of land offices' tables, beside the names above. */
const OTHER_WORDS: Readonly<Record<string, PlotStatus>> = {
  在建: 'underConstruction',
  建设中: 'underConstruction',
  动工: 'underConstruction',
  已动工: 'underConstruction',
  投产: 'inUse',
  已使用: 'inUse',
  已建成: 'inUse',
  已收回: 'recovered',
  未批: 'planned',
  规划: 'planned',
}

const BY_WORD = new Map<string, PlotStatus>([
  ...PLOT_STATUSES.map((status): [string, PlotStatus] => [PLOT_STATUS_NAMES[status], status]),
  ...Object.entries(OTHER_WORDS),
])

/** The status that a word of a table stands for; null where it is not one. */
export const statusOfWord = (word: string): PlotStatus | null => BY_WORD.get(word.replace(/\s/g, '')) ?? null

export const isPlotStatus = (text: unknown): text is PlotStatus => PLOT_STATUSES.some((status) => status === text)

/** The status that follows as land is put to use; of the last ones the same. */
export function nextStatus(status: PlotStatus): PlotStatus {
  if (status === 'recovered') return 'acquiredNotSupplied'
  return status === 'inUse' ? status : (PLOT_STATUSES[PLOT_STATUSES.indexOf(status) + 1] ?? status)
}

import type { DifferenceTab } from '../server/edition-page'

/** What each kind of difference is called. */
export const DIFFERENCE_NAMES: Record<DifferenceTab, string> = {
  changed: '有变化',
  moved: '阶段变动',
  new: '新增',
  gone: '这期没有',
}

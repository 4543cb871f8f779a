import { isPathStage, STAGE_NAMES, type Stage } from '~/projects/domain/stages'
import type { ActiveFilter } from '~/ui/filter-bar'
import type { UNCLEAR } from '../domain/figure-filter'
import { overdueAfter } from '../domain/overdue'
import { UNCLEAR_NAMES } from './quality'

const stageName = (stage: string) => STAGE_NAMES[stage as Stage] ?? stage
const orBlank = (value: string) => (value === 'none' ? '未填' : value)
const STAYS: Record<string, string> = { known: '用时已知', unknown: '用时不详', reversed: '开始晚于结束 ±' }

/** What a list behind a figure is cut by, in words; a list's own filters are not among them. */
const READINGS: Record<string, (value: string) => [label: string | undefined, value: string]> = {
  asOf: (value) => ['截至', value],
  knownOn: (value) => ['按当时所知', value],
  reached: (value) => ['已', stageName(value)],
  notReached: (value) => (value === 'started' ? [undefined, '未开工'] : ['未', stageName(value)]),
  size: (value) => ['规模段', value === 'none' ? '未填' : `${value} 万元起`],
  region: (value) => ['来源地', orBlank(value)],
  come: (value) => ['到达', stageName(value)],
  verified: (value) => ['已认定', stageName(value)],
  at: (value) => [isPathStage(value as Stage) ? '停在' : '现为', stageName(value)],
  staying: (value) => ['停在', stageName(value)],
  compareAsOf: (value) => ['对比', value],
  was: (value) => ['当时', value === 'new' ? '还没有' : stageName(value)],
  notAt: (value) => ['现不在', stageName(value)],
  notWas: (value) => ['当时不在', stageName(value)],
  after: (value) => ['晚于', value],
  until: (value) => ['不晚于', value],
  wasWaiting: () => ['当时', '未开工'],
  within: (value) => ['签约后', `${value} 个月内`],
  overdue: (value) => [undefined, `逾期：签约${overdueAfter(Number(value))}`],
  soon: (value) => [undefined, `30 天内将逾期：签约${overdueAfter(Number(value))}`],
  waiting: () => [undefined, '未开工'],
  unclear: (value) => [undefined, UNCLEAR_NAMES[value as (typeof UNCLEAR)[number]]?.name ?? value],
  passed: (value) => ['走过', stageName(value)],
  stay: (value) => [undefined, STAYS[value] ?? value],
  sizeFrom: (value) => ['规模不低于', `${value} 万元`],
  noTax: () => [undefined, '未填年税收'],
}

/** Every cut of a figure in the address, as a chip that can be taken off; only where the address has a day. */
export function figureChips(params: URLSearchParams): ActiveFilter[] {
  if (!params.get('asOf')) return []
  return Object.entries(READINGS).flatMap(([name, read]) => {
    const given = params.get(name)
    if (!given) return []
    const [label, value] = read(given)
    return [{ params: [name], label, value }]
  })
}

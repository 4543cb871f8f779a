import { NO_VALUE } from './cohort-input'
import { labelOf, type Names } from './draw'
import { SCOPE_NAMES, type GroupBy, type PipelineScope } from './scope'

/** What a scope's names are called. */
export const SCOPE_LABELS: Record<keyof PipelineScope, string> = {
  unit: '责任单位',
  park: '园区',
  industry: '产业',
  chain: '产业链',
  sponsor: '包保领导',
  size: '规模',
  region: '来源地',
  channel: '来源',
  batch: '批次',
  event: '活动',
}

/** Of whom figures speak, as a title says it: 澄川经济开发区管委会 · 产业未填; 全部项目 without a scope. */
export function scopeWords(scope: PipelineScope, names: Names): string {
  const words = SCOPE_NAMES.flatMap((name) => {
    const value = scope[name]
    if (value === undefined) return []
    return [value === NO_VALUE ? `${SCOPE_LABELS[name]}未填` : labelOf(name as GroupBy, value, names)]
  })
  return words.join(' · ') || '全部项目'
}

import { NO_VALUE, SCOPE_LABELS, SCOPE_NAMES } from './grouping'
import { labelOf, type KeyNames } from './labels'
import type { PipelineScope } from './scope'

/** Of whom figures speak, as a title says it: 澄川经济开发区管委会 · 产业未填; 全部项目 without a scope. */
export function scopeWords(scope: PipelineScope, names: KeyNames): string {
  const words = SCOPE_NAMES.flatMap((name) => {
    const value = scope[name]
    if (value === undefined) return []
    return [value === NO_VALUE ? `${SCOPE_LABELS[name]}未填` : labelOf(name, value, names)]
  })
  return words.join(' · ') || '全部项目'
}

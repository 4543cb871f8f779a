import type { GroupBy } from '../domain/scope'

/** What curves and forecasts are grouped by. */
export const GROUP_NAMES: Record<GroupBy, string> = {
  none: '全部',
  unit: '责任单位',
  park: '园区',
  industry: '产业',
  sponsor: '包保领导',
  size: '规模',
  region: '来源地',
  channel: '渠道',
  year: '签约年份',
}

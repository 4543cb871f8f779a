import type { AuditWords } from '~/audit/domain/words'
import { hasRole, READER_ROLES, type Actor } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { ALLOCATION_STATE_NAMES, SUPPLY_MODE_NAMES } from './allocation/allocation'
import { FACTORY_LABELS } from './factory/factory-input'
import { PLOT_FACT_LABELS } from './facts-input'
import { PLAN_LABELS } from './plan/plan'
import { PLOT_FORMAT_NAMES } from './export/plot-files'
import { REVIVAL_KIND_NAMES, REVIVAL_LABELS, REVIVAL_OUTCOME_NAMES } from './revival/revival'
import { PLOT_STATUS_NAMES } from './status/status'

/** A plot as far as a decision needs it. */
export interface PlotSubject {
  /** the unit of the park it lies in */
  parkUnitId: string | null
}

/** The bureau and the land office take any plot, a park committee those of its own park. */
function takesPlot(actor: Actor, { parkUnitId }: PlotSubject): boolean {
  return hasRole(actor, 'bureau', 'land') || (parkUnitId !== null && parkUnitId === actor.unitId)
}

/** The land office's own things, wherever the plot lies. */
const anyPlot = (_: Actor, __: PlotSubject): boolean => true

export const LAND_ACTIONS = {
  'plot.read': { roles: READER_ROLES },
  // 意向选址, 锁定, its renewal and release.
  'plot.hold': { roles: ['bureau', 'land', 'park'], decide: takesPlot },
  // 挂牌, 成交, 交地, 收回: the land office's own procedure.
  'plot.supply': { roles: ['land'], decide: anyPlot },
  // By how much 三未土地 is to shrink.
  'land.setTask': { roles: ['bureau', 'land'] },
  // Status and facts are the land office's own.
  'plot.changeStatus': { roles: ['land'], decide: anyPlot },
  'plot.edit': { roles: ['land'], decide: anyPlot },
  // New plots, division, merging, redrawing, and taking them back.
  'plot.draw': { roles: ['bureau', 'land'] },
  'factory.read': { roles: READER_ROLES },
  // 标准厂房 are the park committee's: floors, leases and their end.
  'factory.manage': { roles: ['bureau', 'park'], decide: takesPlot },
  // 盘活: stock that lies idle, what is done about it, and what came of it.
  'revival.manage': { roles: ['bureau', 'land', 'park'], decide: takesPlot },
  // The boundary of the county, by which imports judge plots.
  'county.manage': { roles: ['bureau'] },
  // The yearly plan of reserve and supply.
  'land.plan': { roles: ['bureau', 'land'] },
} as const satisfies ActionRules

export const LAND_AUDIT = {
  actions: {
    'plot.import': '导入地块',
    'plot.export': '导出地块',
    'plot.takeBack': '撤销导入的地块',
    'plot.edit': '编辑地块',
    'plot.changeStatus': '登记地块状态',
    'plot.correctStatus': '更正地块状态',
    'plot.delay': '登记政府原因延误',
    'plot.removeDelay': '移除政府原因延误',
    'plot.progress': '登记开发情况',
    'plot.readiness': '登记供地条件',
    'land.plan': '下达土地计划',
    'land.setTask': '下达三未土地消化任务',
    'land.removeTask': '移除三未土地消化任务',
    'allocation.propose': '意向选址',
    'plot.draw': '登记新地块',
    'plot.divide': '分割地块',
    'plot.merge': '合并地块',
    'plot.redraw': '重画地块',
    'plot.undoDescent': '撤回分割、合并或重画',
    'allocation.hold': '锁定地块',
    'allocation.renew': '锁定续期',
    'allocation.lapse': '锁定到期释放',
    'allocation.advance': '办理供地',
    'allocation.release': '释放地块',
    'allocation.list': '挂牌',
    'allocation.supply': '成交供地',
    'allocation.deliver': '交地',
    'allocation.recover': '收回供地',
    'allocation.takeBack': '撤回供地环节',
    'allocation.follow': '选址随地块转移',
    'factory.add': '登记标准厂房',
    'factory.edit': '编辑标准厂房',
    'factory.remove': '移除标准厂房',
    'factory.let': '出租标准厂房',
    'factory.release': '标准厂房退租',
    'county.set': '上传县界',
    'county.remove': '移除县界',
    'revival.open': '列入盘活',
    'revival.edit': '修改盘活措施',
    'revival.close': '盘活办结',
    'revival.reopen': '恢复盘活',
    'revival.follow': '盘活随地块转移',
  },
  subjects: {
    plot: '地块',
    factory: '标准厂房',
    revival: '盘活',
    county: '县界',
    landPlan: '土地计划',
    reductionTask: '消化任务',
  },
  fields: {
    ...PLOT_FACT_LABELS,
    ...PLAN_LABELS,
    ...FACTORY_LABELS,
    ...REVIVAL_LABELS,
    boundary: '县界文件',
    areaKm2: '面积（平方公里）',
    parts: '片数',
    tenant: '承租方',
    leasedFrom: '起租日',
    leasedUntil: '租期至',
    endedOn: '退租日',
    factories: '转入厂房',
    revivals: '转入盘活',
    code: '宗地号',
    status: '状态',
    areaMu: '面积（亩）',
    project: '项目',
    state: '供地环节',
    until: '锁定至',
    supplyMode: '供地方式',
    priceWan: '成交价（万元）',
    document: '文件号',
    on: '日期',
    note: '说明',
    reason: '原因',
    file: '附件',
    from: '自',
    to: '至',
    year: '年度',
    ready: '具备',
    unready: '不具备',
    targetMu: '任务（亩）',
    baselineOn: '基期',
    startedMu: '已动工面积（亩）',
    investedPercent: '已投资额占比（%）',
    stoppedOn: '中止开发日',
    drawing: '图形',
    parents: '原地块',
    children: '新地块',
    import: '导入',
    format: '格式',
    epsg: '坐标系代码（EPSG）',
  },
  values: {
    ...PLOT_STATUS_NAMES,
    ...ALLOCATION_STATE_NAMES,
    ...SUPPLY_MODE_NAMES,
    ...PLOT_FORMAT_NAMES,
    ...REVIVAL_KIND_NAMES,
    ...REVIVAL_OUTCOME_NAMES,
  },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof LAND_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    land: typeof LAND_AUDIT
  }
}

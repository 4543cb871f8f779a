import type { AuditWords } from '~/audit/domain/words'
import { hasRole, READER_ROLES, type Actor } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { ALLOCATION_STATE_NAMES } from './allocation'
import { PLOT_FORMAT_NAMES } from './plot-files'
import { PLOT_STATUS_NAMES } from './status'

/** A plot as far as a decision needs it. */
export interface PlotSubject {
  /** the unit of the park it lies in */
  parkUnitId: string | null
}

/** The bureau and the land office take any plot, a park committee those of its own park. */
function takesPlot(actor: Actor, { parkUnitId }: PlotSubject): boolean {
  return hasRole(actor, 'bureau', 'land') || (parkUnitId !== null && parkUnitId === actor.unitId)
}

export const LAND_ACTIONS = {
  'plot.read': { roles: READER_ROLES },
  // 锁定 and its release.
  'plot.hold': { roles: ['bureau', 'land', 'park'], decide: takesPlot },
} as const satisfies ActionRules

export const LAND_AUDIT = {
  actions: {
    'plot.import': '导入地块',
    'plot.export': '导出地块',
    'plot.takeBack': '撤销导入的地块',
    'allocation.hold': '锁定地块',
    'allocation.lapse': '锁定到期释放',
    'allocation.advance': '办理供地',
    'allocation.release': '释放地块',
  },
  subjects: { plot: '地块' },
  fields: {
    code: '宗地号',
    status: '状态',
    areaMu: '面积（亩）',
    landUseCode: '用地性质',
    project: '项目',
    state: '供地环节',
    until: '锁定至',
    document: '文件号',
    on: '日期',
    drawing: '图形',
    import: '导入',
    format: '格式',
    epsg: '坐标系代码（EPSG）',
  },
  values: { ...PLOT_STATUS_NAMES, ...ALLOCATION_STATE_NAMES, ...PLOT_FORMAT_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof LAND_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    land: typeof LAND_AUDIT
  }
}

import type { AuditWords } from '~/audit/domain/words'
import { hasRole, type Actor } from '~/auth/domain/actor'
import { PLOTS_KIND } from './kind-names'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

/** An import as far as a decision needs it. */
export interface ImportSubject {
  kind: string
}

/** The bureau imports whatever there is, the land office its plots. */
const takesKind = (actor: Actor, { kind }: ImportSubject): boolean =>
  hasRole(actor, 'bureau') || (hasRole(actor, 'land') && kind === PLOTS_KIND)

export const IMPORT_ACTIONS = {
  'import.read': { roles: ['bureau', 'land'], decide: takesKind },
  'import.run': { roles: ['bureau', 'land'], decide: takesKind },
} as const satisfies ActionRules

export const IMPORT_AUDIT = {
  actions: {
    'project.import': '导入项目',
    'import.upload': '上传台账',
    'import.map': '更正台账读法',
    'import.commit': '确认导入',
    'import.discard': '作废导入',
    'import.undo': '撤销导入',
    'project.takeBack': '随导入撤销',
    'import.decide': '处理疑似重复',
    'import.correct': '更正台账行',
    'import.forget': '不再沿用更正',
    'import.remember': '记下台账用词',
    'import.forgetWord': '去掉台账用词',
  },
  subjects: { import: '导入批次', importRow: '导入行', importCorrection: '沿用的更正', importWord: '台账用词' },
  fields: {
    fileName: '文件',
    state: '状态',
    sizeBytes: '大小（字节）',
    sha256: '文件指纹',
    sheet: '工作表',
    row: '行',
    import: '导入批次',
    decision: '处理',
    corrected: '更正的内容',
    words: '用词',
    meaning: '读作',
    made: '撤回新建',
    changed: '撤回更新',
    kept: '保留',
    epsg: '坐标系代码（EPSG）',
    encoding: '文字编码',
    datum: '地图坐标',
    status: '没有状态的新地块',
  },
  values: {
    same: '同一个',
    distinct: '不是同一个',
    fill: '用这一行补充',
    previewed: '待确认',
    discarded: '已作废',
    uploaded: '已上传',
  },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof IMPORT_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    importing: typeof IMPORT_AUDIT
  }
}

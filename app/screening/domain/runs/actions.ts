import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const RUN_ACTIONS = {
  // Of its results one sees those of the projects that one sees.
  'screeningRun.read': { roles: READER_ROLES },
  'screeningRun.manage': { roles: ['bureau'] },
} as const satisfies ActionRules

export const RUN_AUDIT = {
  actions: {
    'screeningRun.start': '开始全部重判',
    'screeningRun.cancel': '取消全部重判',
    'screeningRun.resume': '继续全部重判',
    'screeningRun.finish': '完成全部重判',
    'screeningRun.fail': '全部重判中断',
    'screeningRun.remove': '删除全部重判',
    'screeningRun.export': '导出全部重判',
  },
  subjects: { screeningRun: '全部重判' },
  fields: { total: '项目数', done: '已判', failure: '原因', count: '条数' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof RUN_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    screeningRuns: typeof RUN_AUDIT
  }
}

import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { PART_NAMES } from './batch'
import { OUTCOME_NAMES } from './event'

export const PROMOTION_ACTIONS = {
  'promotion.read': { roles: READER_ROLES },
  'promotion.manage': { roles: ['bureau'] },
} as const satisfies ActionRules

export const PROMOTION_AUDIT = {
  actions: {
    'promotionBatch.create': '新建批次',
    'promotionBatch.update': '修改批次',
    'promotionBatch.delete': '删除批次',
    'promotionBatch.add': '列入批次',
    'promotionBatch.remove': '移出批次',
    'promotionEvent.create': '新建活动',
    'promotionEvent.update': '修改活动',
    'promotionEvent.delete': '删除活动',
    'promotionEvent.add': '列入活动',
    'promotionEvent.remove': '移出活动',
  },
  subjects: { promotionBatch: '三个一批批次', promotionEvent: '招商活动' },
  fields: {
    heldOn: '举行日期',
    deadlineOn: '期限',
    heldFrom: '开始日期',
    heldTo: '结束日期',
    place: '地点',
    note: '说明',
    batch: '三个一批',
    part: '列为',
    promotionEvent: '活动',
    outcome: '成果',
  },
  values: { ...PART_NAMES, ...OUTCOME_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof PROMOTION_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    promotion: typeof PROMOTION_AUDIT
  }
}

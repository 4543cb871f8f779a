import { defineRoom } from '~/room'
import { PROMOTION_ACTIONS, PROMOTION_AUDIT } from './domain/actions'
import { promotionConditions } from './server/filter-conditions'
import { auditedPromotion } from './server/audited'

export const promotion = defineRoom({
  name: 'promotion',
  actions: PROMOTION_ACTIONS,
  audit: PROMOTION_AUDIT,
  audited: auditedPromotion,
  tables: ['promotion_batch', 'batch_project', 'promotion_event', 'event_project'],
  filterConditions: promotionConditions,
  navigation: [
    {
      label: '批次活动',
      to: '/batches',
      also: ['/events'],
      icon: 'CalendarCheck',
      order: 80,
      action: 'promotion.read',
    },
  ],
})

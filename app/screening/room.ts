import { defineRoom } from '~/room'
import { BUDGET_ACTIONS, BUDGET_AUDIT } from './domain/budgets/actions'
import { SCREENING_ACTIONS, SCREENING_AUDIT } from './domain/actions'
import { FILING_ACTIONS, FILING_AUDIT } from './domain/filing/filing'
import { MEETING_ACTIONS, MEETING_AUDIT } from './domain/meetings/actions'
import { OPINION_ACTIONS, OPINION_AUDIT } from './domain/opinions/actions'
import { RULE_SET_ACTIONS, RULE_SET_AUDIT } from './domain/rules/actions'
import { RUN_ACTIONS, RUN_AUDIT } from './domain/runs/actions'
import { auditedScreening } from './server/audited'
import { auditedRuleSets } from './server/audited-rule-sets'
import { auditedBudgets } from './server/budgets/audited'
import { filingDuties } from './server/filing/filing'
import { meetingDuties } from './server/meetings/duties'
import { followParkMerge } from './server/meetings/follow-park-merge'
import { opinionDuties } from './server/opinions/duties'
import { moveReviewsOfUnit } from './server/opinions/follow-unit-merge'
import { reviewSight } from './server/opinions/sight'
import { auditedRuns } from './server/runs/audited'
import { runQueues } from './server/runs/jobs'

export const screening = defineRoom({
  name: 'screening',
  actions: {
    ...SCREENING_ACTIONS,
    ...RULE_SET_ACTIONS,
    ...OPINION_ACTIONS,
    ...MEETING_ACTIONS,
    ...FILING_ACTIONS,
    ...BUDGET_ACTIONS,
    ...RUN_ACTIONS,
  },
  audit: {
    actions: {
      ...SCREENING_AUDIT.actions,
      ...RULE_SET_AUDIT.actions,
      ...OPINION_AUDIT.actions,
      ...MEETING_AUDIT.actions,
      ...FILING_AUDIT.actions,
      ...BUDGET_AUDIT.actions,
      ...RUN_AUDIT.actions,
    },
    subjects: {
      ...SCREENING_AUDIT.subjects,
      ...RULE_SET_AUDIT.subjects,
      ...MEETING_AUDIT.subjects,
      ...BUDGET_AUDIT.subjects,
      ...RUN_AUDIT.subjects,
    },
    fields: {
      ...RULE_SET_AUDIT.fields,
      ...RUN_AUDIT.fields,
      ...BUDGET_AUDIT.fields,
      ...SCREENING_AUDIT.fields,
      ...OPINION_AUDIT.fields,
      ...MEETING_AUDIT.fields,
      ...FILING_AUDIT.fields,
    },
    values: { ...SCREENING_AUDIT.values, ...OPINION_AUDIT.values, ...MEETING_AUDIT.values, ...BUDGET_AUDIT.values },
  },
  navigation: [
    {
      label: '预审',
      to: '/screening',
      also: ['/screenings', '/opinions', '/conditions', '/meetings'],
      icon: 'ClipboardCheck',
      order: 50,
      action: 'screening.read',
    },
  ],
  audited: [...auditedScreening, auditedRuleSets, ...auditedBudgets, auditedRuns],
  unitMerge: moveReviewsOfUnit,
  entryFollower: followParkMerge,
  sight: reviewSight,
  duties: async (context) =>
    (await Promise.all([opinionDuties(context), meetingDuties(context), filingDuties(context)])).flat(),
  queues: runQueues,
  tables: [
    'screening',
    'screening_revision',
    'screening_exception',
    'screening_run',
    'screening_run_result',
    'screening_rule_set',
    'screening_rule_set_version',
    'budget',
    'budget_claim',
    'opinion_request',
    'opinion_recusal',
    'review_condition',
    'review_meeting',
    'review_item',
    'province_filing',
    'relocation_mark',
  ],
})

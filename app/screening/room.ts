import { defineRoom } from '~/room'
import { BUDGET_ACTIONS, BUDGET_AUDIT } from './domain/budgets/actions'
import { SCREENING_ACTIONS, SCREENING_AUDIT } from './domain/actions'
import { RULE_SET_ACTIONS, RULE_SET_AUDIT } from './domain/rules/actions'
import { auditedScreening } from './server/audited'
import { auditedRuleSets } from './server/audited-rule-sets'
import { auditedBudgets } from './server/budgets/audited'
import { followBudgets } from './server/budgets/follow-park-merge'

export const screening = defineRoom({
  name: 'screening',
  actions: { ...SCREENING_ACTIONS, ...RULE_SET_ACTIONS, ...BUDGET_ACTIONS },
  audit: {
    actions: { ...SCREENING_AUDIT.actions, ...RULE_SET_AUDIT.actions, ...BUDGET_AUDIT.actions },
    subjects: { ...SCREENING_AUDIT.subjects, ...RULE_SET_AUDIT.subjects, ...BUDGET_AUDIT.subjects },
    fields: { ...RULE_SET_AUDIT.fields, ...BUDGET_AUDIT.fields, ...SCREENING_AUDIT.fields },
    values: { ...SCREENING_AUDIT.values, ...BUDGET_AUDIT.values },
  },
  navigation: [
    {
      label: '预审',
      to: '/screening',
      also: ['/screenings'],
      icon: 'ClipboardCheck',
      order: 50,
      action: 'screening.read',
    },
  ],
  audited: [...auditedScreening, auditedRuleSets, ...auditedBudgets],
  entryFollower: followBudgets,
  tables: [
    'screening',
    'screening_revision',
    'screening_exception',
    'screening_rule_set',
    'screening_rule_set_version',
    'budget',
    'budget_claim',
  ],
})

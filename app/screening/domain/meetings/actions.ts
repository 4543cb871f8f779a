import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { seesProject } from '~/projects/domain/visibility'
import { DECISION_NAMES, MEETING_LABELS, MEETING_LEVEL_NAMES } from './meeting'
import { managesMeeting, seesMeeting } from './rights'

export const MEETING_ACTIONS = {
  // The list shows those that one may see.
  'meeting.read': { roles: READER_ROLES, decide: seesMeeting },
  'meeting.manage': { roles: ['bureau', 'park'], decide: managesMeeting },
  // Of a project on the agenda, by whoever keeps the meeting.
  'decision.record': { roles: ['bureau', 'park'], decide: seesProject },
} as const satisfies ActionRules

export const MEETING_AUDIT = {
  actions: {
    'meeting.create': '安排会议',
    'meeting.edit': '修改会议',
    'meeting.remove': '取消会议',
    'meeting.addItems': '列入议程',
    'meeting.removeItem': '移出议程',
    'meeting.moveItem': '调整议程次序',
    'decision.record': '登记会议决定',
    'decision.takeBack': '撤回会议决定',
  },
  subjects: { meeting: '会审会议' },
  fields: {
    ...MEETING_LABELS,
    meeting: '会议',
    decision: '决定',
    decisionNote: '说明',
    agenda: '议程',
    reason: '原因',
  },
  values: { ...DECISION_NAMES, ...MEETING_LEVEL_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof MEETING_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    meetings: typeof MEETING_AUDIT
  }
}

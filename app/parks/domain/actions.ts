import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { APPROVAL_NAMES } from './approvals'

const MANAGERS = ['bureau', 'sysadmin'] as const

export const PARK_ACTIONS = {
  'park.read': { roles: [...READER_ROLES, 'sysadmin'] },
  'park.manage': { roles: MANAGERS },
  'team.read': { roles: [...READER_ROLES, 'sysadmin'] },
  'team.manage': { roles: MANAGERS },
} as const satisfies ActionRules

export const PARK_AUDIT = {
  actions: {
    'park.create': '新建园区',
    'park.update': '修改园区',
    'park.confirm': '确认园区',
    'park.merge': '合并园区',
    'park.approve': '登记园区批复',
    'park.removeApproval': '移除园区批复',
    'industry.create': '新建产业',
    'industry.update': '修改产业',
    'industry.confirm': '确认产业',
    'industry.merge': '合并产业',
    'team.create': '新建专班',
    'team.update': '修改专班',
    'team.merge': '合并专班',
  },
  subjects: { park: '园区', industry: '产业', team: '专班' },
  fields: {
    chains: '产业链',
    minIntensityWanPerMu: '最低投资强度（万元/亩）',
    synonyms: '别名',
    synonym: '别名',
    members: '成员',
    member: '成员',
    projects: '转入项目',
    ended: '已撤销',
    kind: '种类',
    approvedOn: '批复日期',
    validTo: '有效期至',
  },
  values: APPROVAL_NAMES,
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof PARK_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    parks: typeof PARK_AUDIT
  }
}

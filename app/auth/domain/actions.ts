import type { AuditWords } from '~/audit/domain/words'
import { ROLE_NAMES, ROLES } from './actor'
import type { ActionRules, SubjectsOf } from './can'
import { UNIT_KIND_NAMES } from './unit-kinds'

export const AUTH_ACTIONS = {
  'unit.read': { roles: ROLES },
  'unit.manage': { roles: ['bureau', 'sysadmin'] },
  'user.read': { roles: ['sysadmin', 'secadmin', 'auditor'] },
  'user.manage': { roles: ['sysadmin'] },
  'role.grant': { roles: ['secadmin'] },
  'role.confirm': { roles: ['sysadmin', 'secadmin'] },
  'session.revoke': { roles: ['secadmin'] },
  'settings.read': { roles: ROLES },
  'token.own': { roles: ROLES },
  // Nobody acts in another's name: only the command line, as the system, issues tokens for others.
  'token.issue': { roles: [] },
  'password.own': { roles: ROLES },
} as const satisfies ActionRules

export const AUTH_AUDIT = {
  actions: {
    'session.open': '登录',
    'session.refused': '登录失败',
    'session.close': '退出',
    'session.revoke': '注销会话',
    'password.change': '修改密码',
    'password.refused': '修改密码失败',
    'password.reset': '重置密码',
    'user.create': '新建用户',
    'user.update': '修改用户',
    'user.disable': '停用用户',
    'user.enable': '启用用户',
    'user.lock': '锁定用户',
    'role.propose': '提请授予角色',
    'role.withdraw': '撤销角色提请',
    'role.grant': '授予角色',
    'role.revoke': '收回角色',
    'token.create': '新建令牌',
    'token.revoke': '注销令牌',
    'unit.create': '新建单位',
    'unit.update': '修改单位',
    'unit.confirm': '确认单位',
    'unit.merge': '合并单位',
  },
  subjects: { user: '用户', session: '会话', token: '令牌', unit: '单位' },
  fields: {
    name: '名称',
    login: '登录名',
    unitId: '单位',
    userId: '用户',
    roles: '角色',
    proposedBy: '提请人',
    kind: '类别',
    parentId: '上级单位',
    confirmed: '已确认',
    into: '并入',
    users: '转入用户',
    projects: '转入项目',
    expiresAt: '有效期至',
  },
  values: { ...UNIT_KIND_NAMES, ...ROLE_NAMES },
  administrative: true,
} as const satisfies AuditWords

declare module './can' {
  interface Actions extends SubjectsOf<typeof AUTH_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    auth: typeof AUTH_AUDIT
  }
}

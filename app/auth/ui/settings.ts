import type { Action } from '~/auth/domain/can'

/** The pages under 设置, each with what opens it. */
export const SETTINGS: readonly { label: string; to: string; action: Action }[] = [
  { label: '单位', to: '/settings/units', action: 'unit.read' },
  { label: '用户', to: '/settings/users', action: 'user.read' },
  { label: '园区', to: '/settings/parks', action: 'park.read' },
  { label: '产业', to: '/settings/industries', action: 'park.read' },
  { label: '专班', to: '/settings/teams', action: 'team.read' },
  { label: '名称与规则', to: '/settings/rules', action: 'rule.read' },
  { label: '工作日历', to: '/settings/calendar', action: 'calendar.read' },
  { label: '我的令牌', to: '/settings/tokens', action: 'token.own' },
  { label: '审计日志', to: '/settings/audit', action: 'audit.read' },
]

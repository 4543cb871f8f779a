/** What the log can say happened. */
export const AUDIT_ACTIONS = {
  'session.open': '登录',
  'session.refused': '登录失败',
  'session.close': '退出',
  'session.revoke': '注销会话',
  'password.change': '修改密码',
  'password.reset': '重置密码',
  'user.create': '新建用户',
  'user.update': '修改用户',
  'user.disable': '停用用户',
  'user.enable': '启用用户',
  'user.lock': '锁定用户',
  'role.grant': '授予角色',
  'role.revoke': '收回角色',
  'token.create': '新建令牌',
  'token.revoke': '注销令牌',
  'unit.create': '新建单位',
  'unit.update': '修改单位',
  'unit.confirm': '确认单位',
  'unit.merge': '合并单位',
  'park.create': '新建园区',
  'park.confirm': '确认园区',
  'project.register': '登记项目',
  'project.update': '修改项目',
  'project.import': '导入项目',
  'project.merge': '合并项目',
  'investor.update': '修改投资方',
  'contact.add': '添加联系人',
  'contact.update': '修改联系人',
  'contact.remove': '移除联系人',
  'personal.reveal': '查看联系方式',
  'stage.record': '记录阶段',
  'stage.correct': '更正阶段',
  'stage.verify': '认定',
  'guardFact.tick': '登记前置条件',
  'evidence.add': '上传佐证',
  'evidence.remove': '移除佐证',
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
  'import.upload': '上传台账',
  'import.map': '调整列对应',
  'import.commit': '提交导入',
  'import.discard': '作废导入',
  'import.decide': '处理疑似重复',
  'import.correct': '更正待核行',
  'backup.make': '备份数据',
  'seed.load': '初始化数据',
} as const

export type AuditAction = keyof typeof AUDIT_ACTIONS

/** What it can have happened to. */
export const AUDIT_SUBJECTS = {
  user: '用户',
  session: '会话',
  token: '令牌',
  unit: '单位',
  park: '园区',
  team: '专班',
  project: '项目',
  investor: '投资方',
  stageEvent: '阶段记录',
  promotionBatch: '三个一批批次',
  promotionEvent: '招商活动',
  import: '导入批次',
  importRow: '导入行',
  system: '系统',
} as const

export type AuditSubject = keyof typeof AUDIT_SUBJECTS

export interface AuditEntry {
  action: AuditAction
  subjectType: AuditSubject
  subjectId?: string | null
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  result?: 'done' | 'refused'
}

type Plain = Record<string, unknown>

function plain(value: unknown): unknown {
  if (value === undefined) return null
  return JSON.parse(JSON.stringify(value)) as unknown
}

/** Only what differs, on both sides; a creation keeps the whole of `after`. */
export function changes(before?: Plain, after?: Plain): { before: Plain | null; after: Plain | null } {
  if (!before) return { before: null, after: after ? (plain(after) as Plain) : null }
  if (!after) return { before: plain(before) as Plain, after: null }
  const left: Plain = {}
  const right: Plain = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = plain(before[key])
    const is = plain(after[key])
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    left[key] = was
    right[key] = is
  }
  return { before: left, after: right }
}

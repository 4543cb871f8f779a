import { isRole, ROLE_NAMES, type RoleId, ROLES } from '~/auth/domain/actor'
import { actorForLogin } from '~/auth/server/actor-for-login'
import { confirmRoles } from '~/auth/server/confirm-roles'
import { createToken } from '~/auth/server/create-token'
import { createUser } from '~/auth/server/create-user'
import { findUnit } from '~/auth/server/find-unit'
import { listUsers, type ListedUser } from '~/auth/server/list-users'
import { resetPassword } from '~/auth/server/reset-password'
import { setRoles } from '~/auth/server/set-roles'
import { invalidField } from '~/shared/errors'
import { present } from '~/shared/present'
import { valueOf, valuesOf, type Command } from './command'
import { everyPage } from './every-page'
import { table } from './table'

function rolesOf(names: string[]): RoleId[] {
  const unknown = names.filter((name) => !isRole(name))
  if (unknown.length > 0)
    throw invalidField('role', `没有这个角色：${unknown.join('、')}。可选：${ROLES.join('、')}`, 'unknown')
  return names.filter(isRole)
}

function stateOf(user: ListedUser): string {
  if (user.disabledAt) return '停用'
  if (user.locked) return '锁定'
  return user.mustChangePassword ? '待改密码' : '正常'
}

export const userCommands: Command[] = [
  {
    name: 'user create',
    summary: '新建用户，给出一次性密码',
    options: {
      login: { value: '登录名', help: '小写字母、数字或 . _ -', required: true },
      name: { value: '姓名', help: '姓名', required: true },
      role: { value: '角色', help: `可重复：${ROLES.join('、')}`, multiple: true, required: true },
      unit: { value: '单位', help: '单位名称或编号；缺省为最上级单位' },
    },
    run: async (context, given) => {
      const roles = rolesOf(valuesOf(given, 'role'))
      const unit = await findUnit(context, valueOf(given, 'unit'))
      const { login, oneTimePassword } = await createUser(context, {
        login: valueOf(given, 'login') ?? '',
        name: valueOf(given, 'name') ?? '',
        unitId: unit.id,
        roles,
      })
      return {
        document: { login, oneTimePassword },
        text: `已新建用户 ${login}（${unit.name}）\n一次性密码：${oneTimePassword}\n首次登录须修改；此密码只显示这一次。`,
      }
    },
  },
  {
    name: 'user reset',
    summary: '重置密码并解锁，给出一次性密码',
    options: { login: { value: '登录名', help: '谁的密码', required: true } },
    run: async (context, given) => {
      const { userId } = await actorForLogin(valueOf(given, 'login') ?? '', context.now)
      const { login, oneTimePassword } = await resetPassword(context, {
        userId: present(userId, 'the account of a login'),
      })
      return {
        document: { login, oneTimePassword },
        text: `已重置 ${login} 的密码\n一次性密码：${oneTimePassword}\n首次登录须修改；此密码只显示这一次。`,
      }
    },
  },
  {
    name: 'user roles',
    summary: '设定用户的角色',
    details: '以 --as 的身份办理且三员分设（SEPARATE_ADMINS）时，新授的角色待另一人复核后生效。',
    options: {
      login: { value: '登录名', help: '谁的角色', required: true },
      role: { value: '角色', help: `可重复；未列出的收回：${ROLES.join('、')}`, multiple: true, required: true },
    },
    run: async (context, given) => {
      const { login, userId } = await actorForLogin(valueOf(given, 'login') ?? '', context.now)
      const roles = rolesOf(valuesOf(given, 'role'))
      const { waiting } = await setRoles(context, { userId, roles })
      const held = roles.filter((role) => !waiting.includes(role))
      const named = (each: readonly RoleId[]) => each.map((role) => ROLE_NAMES[role]).join('、') || '无'
      return {
        document: { login, roles: held, waiting },
        text: `${login} 的角色：${named(held)}${waiting.length > 0 ? `\n待另一人复核：${named(waiting)}` : ''}`,
      }
    },
  },
  {
    name: 'user confirm',
    summary: '复核待授予的角色',
    options: { login: { value: '登录名', help: '谁的角色', required: true } },
    run: async (context, given) => {
      const { login, userId } = await actorForLogin(valueOf(given, 'login') ?? '', context.now)
      await confirmRoles(context, { userId })
      return { document: { login }, text: `已复核 ${login} 的角色` }
    },
  },
  {
    name: 'user list',
    summary: '列出用户',
    options: {},
    run: async (context) => {
      const users = await everyPage((page) => listUsers(context, page))
      const items = users.map((user) => ({
        id: user.id,
        login: user.login,
        name: user.name,
        unit: user.unit,
        roles: user.roles,
        proposed: user.proposed,
        mustChangePassword: user.mustChangePassword,
        locked: user.locked,
        disabledAt: user.disabledAt,
        lastLoginAt: user.lastLoginAt,
      }))
      const text = table(users, [
        { title: '登录名', value: ({ login }) => login },
        { title: '姓名', value: ({ name }) => name },
        { title: '单位', value: ({ unit }) => unit.name },
        { title: '角色', value: ({ roles }) => roles.map((role) => ROLE_NAMES[role]).join('、') },
        { title: '状态', value: stateOf },
      ])
      return { document: { items, total: items.length }, text }
    },
  },
  {
    name: 'token create',
    summary: '为用户新建 API 令牌',
    details: '令牌只显示这一次；用户改密码之前也可用。',
    options: {
      user: { value: '登录名', help: '谁的令牌', required: true },
      name: { value: '用途', help: '缺省为“命令行”' },
      days: { value: '天数', help: '有效期，缺省 90 天，最长 365 天' },
    },
    run: async (context, given) => {
      const { userId } = await actorForLogin(valueOf(given, 'user') ?? '', context.now)
      const { token, expiresAt } = await createToken(context, {
        userId: userId ?? undefined,
        name: valueOf(given, 'name') ?? '命令行',
        days: valueOf(given, 'days'),
      })
      return {
        document: { token },
        text: `${token}\n有效期至 ${expiresAt.toISOString().slice(0, 10)}；此令牌只显示这一次。`,
      }
    },
  },
]

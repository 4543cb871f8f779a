import { z } from 'zod'
import { ROLES } from './actor'
import { passwordFaults } from './password'
import { UNIT_KINDS } from './unit-kinds'

/** What people fill in about accounts and units: one schema for the form, the use case and the API. */

export const logInInput = z.object({
  login: z.string('请填写登录名').trim().min(1, '请填写登录名').max(64, '登录名过长'),
  password: z.string('请填写密码').min(1, '请填写密码').max(256, '密码过长'),
})

export const changePasswordInput = z
  .object({
    current: z.string('请填写当前密码').min(1, '请填写当前密码').max(256, '密码过长'),
    password: z.string('请填写新密码'),
    repeat: z.string('请再填一次新密码'),
  })
  .superRefine(({ current, password, repeat }, context) => {
    // What needs the log-in name is looked at by the use case, which knows it.
    for (const { code, message } of passwordFaults(password)) {
      context.addIssue({ code: 'custom', path: ['password'], message, params: { code } })
    }
    if (password === current)
      context.addIssue({ code: 'custom', path: ['password'], message: '新密码不能与当前密码相同' })
    if (password !== repeat) context.addIssue({ code: 'custom', path: ['repeat'], message: '两次输入的新密码不一致' })
  })

export const newUserInput = z.object({
  login: z
    .string('请填写登录名')
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9._-]{1,31}$/, '登录名为 2–32 个小写字母、数字或 . _ -，以字母开头'),
  name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字'),
  unitId: z.uuid('请选择单位'),
  roles: z.array(z.enum(ROLES)).default([]),
})

export const editUserInput = newUserInput.pick({ name: true, unitId: true }).extend({
  userId: z.uuid(),
  version: z.coerce.number().int(),
})

export const roleSetInput = z.object({
  userId: z.uuid(),
  roles: z.array(z.enum(ROLES)).default([]),
  version: z.coerce.number().int().optional(),
})

export const roleConfirmInput = z.object({ userId: z.uuid(), version: z.coerce.number().int().optional() })

export const newTokenInput = z.object({
  name: z.string('请写明令牌的用途').trim().min(1, '请写明令牌的用途').max(60, '最多 60 个字'),
  days: z.coerce.number('请填天数').int().min(1, '至少 1 天').max(365, '最长 365 天').default(90),
  /** whose; the caller's own unless told */
  userId: z.uuid().optional(),
})

const unitName = z.string('请填写单位名称').trim().min(1, '请填写单位名称').max(60, '单位名称最多 60 个字')
const unitKind = z.enum(UNIT_KINDS, '请选择类别')
const parentId = z.uuid('请选择上级单位')
const version = z.coerce.number().int().optional()

export const newUnitInput = z.object({ name: unitName, kind: unitKind, parentId })
export const renameUnitInput = z.object({ unitId: z.uuid(), name: unitName, version })
export const confirmUnitInput = z.object({ unitId: z.uuid(), kind: unitKind, parentId, version })
export const mergeUnitsInput = z.object({ unitId: z.uuid(), intoId: z.uuid('请选择并入的单位'), version })

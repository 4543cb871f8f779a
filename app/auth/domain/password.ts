import type { FieldError } from '~/shared/errors'
import { isCommonPassword } from './common-passwords'

export const PASSWORD_LENGTH = 10
/** Longer ones would only cost time to hash. */
export const PASSWORD_LONGEST = 128

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

export const PASSWORD_RULE = `至少 ${PASSWORD_LENGTH} 个字符，大写字母、小写字母、数字、符号四类中至少三类，不含登录名，不用常见密码`

/** What is wrong with a new password; empty when it holds (GB/T 22239: complex passwords). */
export function passwordFaults(password: string, login?: string): FieldError[] {
  const fault = (code: string, message: string): FieldError => ({ path: 'password', code, message })
  if (password.length < PASSWORD_LENGTH) return [fault('tooShort', `密码至少 ${PASSWORD_LENGTH} 个字符`)]
  if (password.length > PASSWORD_LONGEST) return [fault('tooLong', `密码最多 ${PASSWORD_LONGEST} 个字符`)]
  if (CLASSES.filter((kind) => kind.test(password)).length < 3) {
    return [fault('tooSimple', '大写字母、小写字母、数字、符号四类中至少用三类')]
  }
  if (login && password.toLowerCase().includes(login.toLowerCase()))
    return [fault('containsLogin', '密码不能包含登录名')]
  if (isCommonPassword(password)) return [fault('common', '这是常见密码，容易被猜到，请换一个')]
  return []
}

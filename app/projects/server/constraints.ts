import { AppError, invalidField } from '~/shared/errors'
import { present } from '~/shared/present'
import { FIELD_NAMES, fieldOf } from '../domain/fields'
import { columnOf } from './stored-fields'

const REFERRED = { unit: '单位', park: '园区', team: '专班' }

const BY_CONSTRAINT: Record<string, [path: string, message: string]> = {
  project_code_once: ['code', '这个项目编号已被另一个项目使用'],
  investor_uscc_key: ['investorUscc', '这个统一社会信用代码已登记给另一家企业'],
}
for (const name of FIELD_NAMES) {
  const field = fieldOf(name)
  if (field.kind === 'reference') {
    BY_CONSTRAINT[`project_${columnOf(name)}_fkey`] = [name, `所选${REFERRED[field.to]}不存在`]
  }
}

function constraintOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const text = JSON.stringify(error, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  return Object.keys(BY_CONSTRAINT).find((name) => new RegExp(`\\b${name}\\b`).test(text)) ?? null
}

/** Runs a write and says a broken database rule in the words of the form. */
export async function explainConstraint<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof AppError) throw error
    const name = constraintOf(error)
    if (!name) throw error
    const [path, message] = present(BY_CONSTRAINT[name], name)
    throw invalidField(path, message, 'constraint')
  }
}

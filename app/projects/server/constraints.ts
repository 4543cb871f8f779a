import { AppError, invalidField } from '~/shared/errors'

const BY_CONSTRAINT: Record<string, [path: string, message: string]> = {
  project_code_once: ['code', '这个项目编号已被另一个项目使用'],
  investor_uscc_key: ['investorUscc', '这个统一社会信用代码已登记给另一家企业'],
  project_unit_id_fkey: ['unitId', '所选单位不存在'],
  project_team_id_fkey: ['teamId', '所选专班不存在'],
  project_introduced_by_id_fkey: ['introducedById', '所选单位不存在'],
  project_landed_at_id_fkey: ['landedAtId', '所选单位不存在'],
  project_park_id_fkey: ['parkId', '所选园区不存在'],
}

function constraintOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const text = JSON.stringify(error, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  return Object.keys(BY_CONSTRAINT).find((name) => text.includes(`"${name}"`)) ?? null
}

/** Runs a write and says a broken database rule in the words of the form. */
export async function explainConstraint<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof AppError) throw error
    const name = constraintOf(error)
    if (!name) throw error
    const [path, message] = BY_CONSTRAINT[name]!
    throw invalidField(path, message, 'constraint')
  }
}

import { explainBroken, type ConstraintWords } from '~/platform/database/explain-constraint'
import { FIELD_NAMES, fieldOf } from '../domain/fields'
import { columnOf } from './stored-fields'

const REFERRED = { unit: '单位', park: '园区', team: '专班' }

const BY_CONSTRAINT: ConstraintWords = {
  project_code_once: ['code', '这个项目编号已被另一个项目使用'],
  investor_uscc_key: ['investorUscc', '这个统一社会信用代码已登记给另一家企业'],
  ...Object.fromEntries(
    FIELD_NAMES.flatMap((name) => {
      const field = fieldOf(name)
      if (field.kind !== 'reference') return []
      return [[`project_${columnOf(name)}_fkey`, [name, `所选${REFERRED[field.to]}不存在`] as const]]
    }),
  ),
}

/** Runs a write and says a broken database rule in the words of the form. */
export const explainConstraint = <T>(write: () => Promise<T>): Promise<T> =>
  explainBroken(BY_CONSTRAINT, 'constraint', write)

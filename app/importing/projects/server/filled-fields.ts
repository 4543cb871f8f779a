import type { OwnField } from '~/projects/domain/fields'
import { columnOf } from '~/projects/server/stored-fields'
import { DECLARED, type DeclaredName } from '../domain/declared'

export type FilledField = (DeclaredName & OwnField) | 'unitId' | 'landedAtId' | 'rents' | 'ownLand'

/** Fields that an import fills, in columns of the project itself. */
export const FILLED = [
  ...new Set<FilledField>([
    ...DECLARED.filter(({ field }) => !field.investor).map(({ name }) => name as FilledField),
    ...(['unitId', 'landedAtId', 'rents', 'ownLand'] as const),
  ]),
].map((name) => ({ name, column: columnOf(name) }))

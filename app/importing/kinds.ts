import type { Actor } from '~/auth/domain/actor'
import { can, type ActionOn } from '~/auth/domain/can'
import type { ImportSubject } from './domain/actions'
import { plotTable } from './plots/server/kind'
import { projectLedger } from './projects/server/kind'
import type { ImportKind } from './tables/server/kind'

/** What can be imported. A further kind is one line here; docs/develop.md says what it is made of. */
const KINDS: readonly ImportKind[] = [projectLedger, plotTable]

/** The kinds whose imports somebody may see, or carry out. */
export const kindsOf = (actor: Actor, action: ActionOn<ImportSubject> = 'import.read'): string[] =>
  KINDS.map(({ id }) => id).filter((kind) => can(actor, action, { kind }))

/** The kind of a batch. @throws Error for a kind that the program does not know (any more) */
export function importKind(id: string): ImportKind {
  const kind = KINDS.find((it) => it.id === id)
  if (!kind) throw new Error(`unknown kind of import: ${id}`)
  return kind
}

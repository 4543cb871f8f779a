import { UNIT_KIND_NAMES, type UnitKindId } from '~/auth/domain/unit-kinds'
import type { Option } from '~/ui/select'
import { fieldOf, isFieldName, type FieldName, type WordField } from '../../domain/fields'
import { inWords } from '../../domain/read-fields'

export interface FormChoices {
  units: readonly { id: string; name: string; kind: UnitKindId }[]
  /** units in whose name this user may register */
  holders: readonly { id: string; name: string }[]
  parks: readonly { id: string; name: string }[]
  teams: readonly { id: string; name: string }[]
  /** words in use, of each field that offers them */
  words: Record<WordField, readonly string[]>
}

export function groupedUnitOptions(units: FormChoices['units']): Option[] {
  return units.map(({ id, name, kind }) => ({ value: id, label: name, group: UNIT_KIND_NAMES[kind] }))
}

/** A value of the form in words: a unit's name for its id, 是 for a tick. */
export function valueInWords(name: string, value: unknown, choices: FormChoices): string {
  const said = isFieldName(name) ? inWords(name, value, (id) => nameOf(name, id, choices)) : String(value ?? '')
  return said || '（空）'
}

function nameOf(name: FieldName, id: string, { units, holders, parks, teams }: FormChoices): string | undefined {
  const field = fieldOf(name)
  if (field.kind !== 'reference') return undefined
  const offered = { unit: [...holders, ...units], park: parks, team: teams }[field.to]
  return offered.find((each) => each.id === id)?.name
}

type Named = { id: string; name: string }

/** The choices with what the project already has, though it may be closed or not this user's to give. */
export function withCurrent<Choices extends FormChoices>(
  choices: Choices,
  { unitId, current }: { unitId: string; current: Pick<FormChoices, 'units' | 'teams' | 'parks'> },
): Choices {
  const add = <Row extends Named>(rows: readonly Row[], more: readonly Row[]): Row[] => [
    ...more.filter(({ id }) => rows.every((row) => row.id !== id)),
    ...rows,
  ]
  return {
    ...choices,
    units: add(choices.units, current.units),
    holders: add<Named>(
      choices.holders,
      current.units.filter(({ id }) => id === unitId),
    ),
    teams: add(choices.teams, current.teams),
    parks: add(choices.parks, current.parks),
  }
}

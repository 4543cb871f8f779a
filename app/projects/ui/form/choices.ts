import { UNIT_KIND_NAMES, type UnitKindId } from '~/auth/domain/unit-kinds'
import type { Option } from '~/ui/select'

export interface FormChoices {
  units: readonly { id: string; name: string; kind: UnitKindId }[]
  /** units in whose name this user may register */
  holders: readonly { id: string; name: string }[]
  parks: readonly { id: string; name: string }[]
  teams: readonly { id: string; name: string }[]
  industries: readonly string[]
  chains: readonly string[]
  channels: readonly string[]
}

export function options(rows: readonly { id: string; name: string }[]): Option[] {
  return rows.map(({ id, name }) => ({ value: id, label: name }))
}

export function unitOptions(units: FormChoices['units']): Option[] {
  return units.map(({ id, name, kind }) => ({ value: id, label: name, group: UNIT_KIND_NAMES[kind] }))
}

/** The handbook's ways to find an investor; what is in use already is offered beside them. */
export const CHANNELS = ['委托招商', '以商招商', '展会', '驻点', '云招商', '领导带队', '企业自荐']

/** A value of the form in words: a unit's name for its id, 是 for a tick. */
export function valueInWords(field: string, value: unknown, choices: FormChoices): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (value === true || value === 'true' || value === 'on') return '是'
  if (value === false || value === 'false') return '否'
  const known = namesOf(field, choices)?.find(({ id }) => id === value)
  return known?.name ?? String(value)
}

function namesOf(field: string, { units, holders, parks, teams }: FormChoices) {
  if (field === 'unitId') return [...holders, ...units]
  if (field === 'introducedById' || field === 'landedAtId') return units
  if (field === 'parkId') return parks
  return field === 'teamId' ? teams : undefined
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

import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { wordFor } from '~/shared/records'
import { fieldOf, type WordField } from '../../domain/fields'
import { FILTER_NAMES, filterOf, isFilterName, PROJECT_FILTERS } from '../../domain/filter'
import type { Comparison, FilterName, OwnFilter } from '../../domain/filter'
import { readListAddress } from '../../domain/list-address'
import { STAGE_NAMES, PATH, STATUS_NAMES, isPathStage } from '../../domain/stages'
import { Checkbox } from '~/ui/choice'
import { ChoiceChip } from '~/ui/chip'
import { DayInput, type DayInputProps } from '~/ui/day-field'
import { Field, FieldGroup, FormContext } from '~/ui/field'
import type { ActiveFilter } from '~/ui/filter-bar'
import { Input, NumberInput } from '~/ui/input'
import { searchWith, type SearchChanges } from '~/ui/search-params'
import { namedOptions, Select, wordOptions } from '~/ui/select'
import { SearchSelect } from '~/ui/search-select'

export interface FilterChoices {
  units: readonly { id: string; name: string }[]
  parks: readonly { id: string; name: string }[]
  /** words in use, of each field that offers them */
  words: Record<WordField, readonly string[]>
  /** the batch and the event that the address asks for */
  batches: readonly { id: string; name: string }[]
  events: readonly { id: string; name: string }[]
  /** the node of a chain that the address asks for */
  chainNodes: readonly { id: string; name: string }[]
}

const STATUS_OPTIONS = wordOptions(STATUS_NAMES)

const orBlank = (value: string) => (value === 'none' ? '未填' : value)
const nameOf = (rows: readonly { id: string; name: string }[], id: string) =>
  rows.find((row) => row.id === id)?.name ?? (id === 'none' ? '未填' : '已选')
const stageName = (stage: string) => (isPathStage(stage) ? STAGE_NAMES[stage] : stage)

interface ControlProps {
  choices: FilterChoices
  /** what the address asks for; several with commas */
  asked: string
}

/** How a filter is asked and said. */
interface Look {
  /** without: asked for by links alone, or by a tick */
  control?: (props: ControlProps) => ReactNode
  /** what is asked for in words, where it does not stand for itself */
  says?: (asked: string, choices: FilterChoices) => string
}

const dayControl = (box: Pick<DayInputProps, 'wanted' | 'ahead'>) =>
  function AskedDay({ asked }: ControlProps) {
    return <DayInput {...box} defaultValue={asked} />
  }

/** Control and words of each filter that does not follow from a field. */
const OWN_LOOKS: Record<OwnFilter, Look> = {
  q: { control: ({ asked }) => <Input type="search" defaultValue={asked} placeholder={PROJECT_FILTERS.q.label} /> },
  stage: {
    control: ({ asked }) => (
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {PATH.map((stage) => (
          <Checkbox
            key={stage}
            name="stage"
            value={stage}
            label={STAGE_NAMES[stage]}
            defaultChecked={asked.split(',').includes(stage)}
          />
        ))}
      </div>
    ),
    says: stageName,
  },
  status: {
    control: ({ asked }) => <Select options={STATUS_OPTIONS} blank="全部" defaultValue={asked} />,
    says: (status) => wordFor(STATUS_NAMES, status),
  },
  unit: {
    control: ({ choices, asked }) => (
      <SearchSelect options={namedOptions(choices.units)} blank="全部单位" defaultValue={asked} />
    ),
    says: (id, { units }) => nameOf(units, id),
  },
  investor: { says: (id) => nameOf([], id) },
  batch: { says: (id, { batches }) => nameOf(batches, id) },
  event: { says: (id, { events }) => nameOf(events, id) },
  chainNode: { says: (id, { chainNodes }) => nameOf(chainNodes, id) },
  signedFrom: { control: dayControl({ wanted: 'first' }) },
  signedTo: { control: dayControl({ wanted: 'last' }) },
  nextStepBy: { control: dayControl({ wanted: 'last', ahead: true }) },
  notStarted: {},
  openWaiver: {},
  toVerify: {},
  inCharge: {},
  voided: {},
  mine: {},
}

/** Control and words of a filter that compares a field, by the field's kind. */
function lookOf({ field: name }: Comparison): Look {
  const field = fieldOf(name)
  switch (field.kind) {
    case 'word': {
      const options = ({ words }: FilterChoices) =>
        words[name as WordField].map((word) => ({ value: word, label: word }))
      return {
        control: ({ choices, asked }) => <Select options={options(choices)} blank="全部" defaultValue={asked} />,
        says: orBlank,
      }
    }
    case 'reference': {
      const offered = ({ parks, units }: FilterChoices) => (field.to === 'park' ? parks : units)
      return {
        control: ({ choices, asked }) => (
          <Select options={namedOptions(offered(choices))} blank="全部" defaultValue={asked} />
        ),
        says: (id, choices) => nameOf(offered(choices), id),
      }
    }
    case 'decimal':
      return {
        control: ({ asked }) => <NumberInput unit={field.unit} defaultValue={asked} />,
        says: (amount) => `${amount} ${field.unit}`,
      }
    case 'day':
      return { control: dayControl({}) }
    default:
      return {}
  }
}

function looks(name: FilterName): Look {
  const { compares } = filterOf(name)
  return compares ? lookOf(compares) : OWN_LOOKS[name as OwnFilter]
}

/** What the address asks for, as it is understood; as it was typed where it is not. */
function askedIn(params: URLSearchParams, name: FilterName): string {
  const typed = params.getAll(name).join(',')
  if (filterOf(name).many || typed === '') return typed
  const read = filterOf(name).schema.safeParse(typed)
  return read.success ? String(read.data ?? '') : typed
}

/** One filter with its label. */
function ListFilter({ name, choices, hideLabel }: { name: FilterName; choices: FilterChoices; hideLabel?: boolean }) {
  const [params] = useSearchParams()
  const { label, flag, many } = filterOf(name)
  const asked = askedIn(params, name)
  if (flag) return <Checkbox name={name} value="1" label={label} defaultChecked={asked === '1'} />
  const control = looks(name).control?.({ choices, asked })
  if (!control) return null
  if (many) {
    return (
      <FieldGroup label={label} name={name} className="sm:col-span-2">
        {control}
      </FieldGroup>
    )
  }
  return (
    <Field label={label} name={name} hideLabel={hideLabel}>
      {control}
    </Field>
  )
}

/** Parameters of the list as its form calls them. */
export const filterWords = (names: readonly string[]) =>
  names.map((name) => (isFilterName(name) ? filterOf(name).label : name === 'sort' ? '排序' : name)).join('、')

/** Fields keep what was typed; those that cannot be read are marked. A list as of a day is filtered by other rules. */
function Marked({ children }: { children: ReactNode }) {
  const [params] = useSearchParams()
  const why = params.get('asOf') ? {} : readListAddress(params).why
  const errors = Object.fromEntries(Object.entries(why).map(([name, message]) => [name, `${message}，没有按它筛选`]))
  return <FormContext.Provider value={{ errors }}>{children}</FormContext.Provider>
}

/** Always in sight. */
export function MainFilters({ choices }: { choices: FilterChoices }) {
  return (
    <Marked>
      <div className="w-full sm:w-56">
        <ListFilter name="q" choices={choices} hideLabel />
      </div>
      <div className="w-full sm:w-48">
        <ListFilter name="unit" choices={choices} hideLabel />
      </div>
    </Marked>
  )
}

/** Behind 更多筛选: all the others. */
export function MoreFilters({ choices }: { choices: FilterChoices }) {
  return (
    <Marked>
      {FILTER_NAMES.filter((name) => name !== 'q' && name !== 'unit').map((name) => (
        <ListFilter key={name} name={name} choices={choices} />
      ))}
    </Marked>
  )
}

const QUICK = [
  { label: '全部', set: {} },
  { label: '本单位', set: { mine: '1' } },
  { label: '签约未开工', set: { notStarted: '1' } },
  { label: '在谈', set: { stage: ['lead', 'negotiating', 'screening', 'approved'] } },
  { label: '暂缓', set: { status: 'suspended' } },
  { label: '容缺未补', set: { openWaiver: '1' } },
] as const

export interface QuickFilter {
  label: string
  set: SearchChanges
}

/** The few questions asked every day, as links; `more` are those that a room downstream answers. */
export function QuickFilters({ ownUnit, more }: { ownUnit: boolean; more?: readonly QuickFilter[] }) {
  const [params] = useSearchParams()
  const kept = new URLSearchParams([...params].filter(([name]) => ['sort', 'per'].includes(name)))
  const asked = new URLSearchParams(
    [...params].filter(([name]) => !['sort', 'per', 'page', 'look', 'count'].includes(name)),
  )
  return (
    <div className="flex flex-wrap gap-1.5 print:hidden">
      {[...QUICK.filter(({ set }) => ownUnit || !('mine' in set)), ...(more ?? [])].map(({ label, set }) => {
        const wanted = searchWith('', set).slice(1)
        return (
          <ChoiceChip key={label} to={`/projects${searchWith(kept, set)}`} active={asked.toString() === wanted}>
            {label}
          </ChoiceChip>
        )
      })}
    </div>
  )
}

/** Every filter that is on, as a chip that can be taken off. */
export function activeFilters(
  params: URLSearchParams,
  choices: FilterChoices,
  ignored: readonly string[],
): ActiveFilter[] {
  const on = FILTER_NAMES.filter((name) => params.get(name) && !ignored.includes(name))
  return on.flatMap((name) => {
    const { label, chip = label, flag, many } = filterOf(name)
    if (flag) return [{ params: [name], value: label }]
    const says = (asked: string) => looks(name).says?.(asked, choices) ?? asked
    if (!many) return [{ params: [name], label: chip, value: says(askedIn(params, name)) }]
    const asked = params
      .getAll(name)
      .flatMap((each) => each.split(','))
      .filter(Boolean)
    return asked.map((one) => ({ params: [name], only: one, label: chip, value: says(one) }))
  })
}

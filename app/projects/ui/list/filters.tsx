import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { WordField } from '../../domain/fields'
import { readListAddress } from '../../domain/list-address'
import { STAGE_NAMES, PATH, STATUS_NAMES, isPathStage, type ProjectStatus, type Stage } from '../../domain/stages'
import { Checkbox } from '~/ui/choice'
import { ChoiceChip } from '~/ui/chip'
import { DayInput } from '~/ui/day-field'
import { Field, FieldGroup, FormContext } from '~/ui/field'
import type { ActiveFilter } from '~/ui/filter-bar'
import { Input, NumberInput } from '~/ui/input'
import { searchWith, type SearchChanges } from '~/ui/search-params'
import { Select, type Option } from '~/ui/select'
import { SearchSelect } from '~/ui/search-select'

export interface FilterChoices {
  units: readonly { id: string; name: string }[]
  parks: readonly { id: string; name: string }[]
  /** words in use, of each field that offers them */
  words: Record<WordField, readonly string[]>
  /** the batch and the event that the address asks for */
  batches: readonly { id: string; name: string }[]
  events: readonly { id: string; name: string }[]
}

const named = (rows: readonly { id: string; name: string }[]): Option[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }))
const words = (list: readonly string[]): Option[] => list.map((word) => ({ value: word, label: word }))
const STATUS_OPTIONS = Object.entries(STATUS_NAMES).map(([value, label]) => ({ value, label }))

const LABELS: Record<string, string> = {
  q: '项目、投资方或编号',
  unit: '单位',
  stage: '阶段',
  status: '状态',
  park: '园区',
  investor: '投资方',
  industry: '产业',
  chain: '产业链',
  channel: '来源渠道',
  sponsor: '包保领导',
  batch: '批次',
  event: '活动',
  signedFrom: '签约日期自',
  signedTo: '签约日期至',
  minWan: '总投资不低于',
  maxWan: '总投资低于',
  nextStepBy: '下一步时限至',
  notStarted: '签约未开工',
  mine: '本单位登记',
  sort: '排序',
}

/** Parameters of the list as its form calls them. */
export const filterWords = (names: readonly string[]) => names.map((name) => LABELS[name] ?? name).join('、')

/** Fields keep what was typed; those that cannot be read are marked. A list as of a day is filtered by other rules. */
function Marked({ children }: { children: ReactNode }) {
  const [params] = useSearchParams()
  const ignored = params.get('asOf') ? [] : readListAddress(params).ignored
  const errors = Object.fromEntries(ignored.map((name) => [name, '无法识别，没有按它筛选']))
  return <FormContext.Provider value={{ errors }}>{children}</FormContext.Provider>
}

/** Always in sight. */
export function MainFilters({ choices }: { choices: FilterChoices }) {
  const [params] = useSearchParams()
  return (
    <Marked>
      <div className="w-full sm:w-56">
        <Field label={LABELS.q} name="q" hideLabel>
          <Input type="search" defaultValue={params.get('q') ?? ''} placeholder="项目、投资方或编号" />
        </Field>
      </div>
      <div className="w-full sm:w-48">
        <Field label={LABELS.unit} name="unit" hideLabel>
          <SearchSelect options={named(choices.units)} blank="全部单位" defaultValue={params.get('unit') ?? ''} />
        </Field>
      </div>
    </Marked>
  )
}

/** Behind 更多筛选. */
export function MoreFilters({ choices }: { choices: FilterChoices }) {
  const [params] = useSearchParams()
  const at = (name: string) => params.get(name) ?? ''
  const stages = new Set(params.getAll('stage').flatMap((each) => each.split(',')))
  return (
    <Marked>
      <FieldGroup label={LABELS.stage} name="stage" className="sm:col-span-2">
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {PATH.map((stage) => (
            <Checkbox
              key={stage}
              name="stage"
              value={stage}
              label={STAGE_NAMES[stage]}
              defaultChecked={stages.has(stage)}
            />
          ))}
        </div>
      </FieldGroup>
      <Field label={LABELS.status} name="status">
        <Select options={STATUS_OPTIONS} blank="全部" defaultValue={at('status')} />
      </Field>
      <Field label={LABELS.park} name="park">
        <Select options={named(choices.parks)} blank="全部" defaultValue={at('park')} />
      </Field>
      <Field label={LABELS.industry} name="industry">
        <Select options={words(choices.words.industry)} blank="全部" defaultValue={at('industry')} />
      </Field>
      <Field label={LABELS.chain} name="chain">
        <Select options={words(choices.words.chain)} blank="全部" defaultValue={at('chain')} />
      </Field>
      <Field label={LABELS.channel} name="channel">
        <Select options={words(choices.words.channel)} blank="全部" defaultValue={at('channel')} />
      </Field>
      <Field label={LABELS.signedFrom} name="signedFrom">
        <DayInput defaultValue={at('signedFrom')} />
      </Field>
      <Field label={LABELS.signedTo} name="signedTo">
        <DayInput defaultValue={at('signedTo')} />
      </Field>
      <Field label={LABELS.minWan} name="minWan">
        <NumberInput unit="万元" defaultValue={at('minWan')} />
      </Field>
      <Field label={LABELS.maxWan} name="maxWan">
        <NumberInput unit="万元" defaultValue={at('maxWan')} />
      </Field>
      <Field label={LABELS.nextStepBy} name="nextStepBy">
        <DayInput defaultValue={at('nextStepBy')} />
      </Field>
      <div className="hidden sm:block" />
      <Checkbox name="notStarted" value="1" label={LABELS.notStarted} defaultChecked={at('notStarted') === '1'} />
      <Checkbox name="mine" value="1" label={LABELS.mine} defaultChecked={at('mine') === '1'} />
    </Marked>
  )
}

const QUICK = [
  { label: '全部', set: {} },
  { label: '本单位', set: { mine: '1' } },
  { label: '签约未开工', set: { notStarted: '1' } },
  { label: '在谈', set: { stage: ['lead', 'negotiating', 'screening', 'approved'] } },
  { label: '暂缓', set: { status: 'suspended' } },
] as const

export interface QuickFilter {
  label: string
  set: SearchChanges
}

/** The few questions asked every day, as links; `more` are those that a room downstream answers. */
export function QuickFilters({ ownUnit, more = [] }: { ownUnit: boolean; more?: readonly QuickFilter[] }) {
  const [params] = useSearchParams()
  const kept = new URLSearchParams([...params].filter(([name]) => ['sort', 'columns', 'per'].includes(name)))
  const asked = new URLSearchParams(
    [...params].filter(([name]) => !['sort', 'columns', 'per', 'page', 'look'].includes(name)),
  )
  return (
    <div className="flex flex-wrap gap-1.5 print:hidden">
      {[...QUICK.filter(({ set }) => ownUnit || !('mine' in set)), ...more].map(({ label, set }) => {
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

const nameOf = (rows: readonly { id: string; name: string }[], id: string) =>
  rows.find((row) => row.id === id)?.name ?? (id === 'none' ? '未填' : '已选')

const stageName = (stage: string) => (isPathStage(stage as Stage) ? STAGE_NAMES[stage as Stage] : stage)

type Reading = (value: string, choices: FilterChoices) => [label: string | undefined, value: string]

const READINGS: Record<string, Reading> = {
  q: (value) => ['搜索', value],
  unit: (value, { units }) => ['单位', nameOf(units, value)],
  park: (value, { parks }) => ['园区', nameOf(parks, value)],
  status: (value) => ['状态', STATUS_NAMES[value as ProjectStatus] ?? value],
  industry: (value) => ['产业', value === 'none' ? '未填' : value],
  batch: (value, { batches }) => ['批次', nameOf(batches, value)],
  event: (value, { events }) => ['活动', nameOf(events, value)],
  chain: (value) => ['产业链', value === 'none' ? '未填' : value],
  channel: (value) => ['来源', value],
  sponsor: (value) => ['包保领导', value],
  signedFrom: (value) => ['签约自', value],
  signedTo: (value) => ['签约至', value],
  minWan: (value) => ['投资不低于', `${value} 万元`],
  maxWan: (value) => ['投资低于', `${value} 万元`],
  nextStepBy: (value) => ['下一步时限至', value],
  notStarted: () => [undefined, '签约未开工'],
  mine: () => [undefined, '本单位登记'],
  asOf: (value) => ['截至', value],
  knownOn: (value) => ['按当时所知', value],
  reached: (value) => ['已', stageName(value)],
  notReached: (value) => ['未', stageName(value)],
  size: (value) => ['规模段', value === 'none' ? '未填' : `${value} 万元起`],
}

/** Every filter that is on, as a chip that can be taken off. */
export function activeFilters(
  params: URLSearchParams,
  choices: FilterChoices,
  ignored: readonly string[],
): ActiveFilter[] {
  const active: ActiveFilter[] = params
    .getAll('stage')
    .flatMap((each) => each.split(','))
    .filter((stage) => stage !== '' && !ignored.includes('stage'))
    .map((stage) => ({ params: ['stage'], only: stage, label: '阶段', value: stageName(stage) }))
  for (const [name, read] of Object.entries(READINGS)) {
    const given = params.get(name)
    if (!given || ignored.includes(name)) continue
    const [label, value] = read(given, choices)
    active.push({ params: [name], label, value })
  }
  return active
}

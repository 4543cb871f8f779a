import { useSearchParams } from '@remix-run/react'
import { keysOf, wordFor } from '~/shared/records'
import { Checkbox } from '~/ui/choice'
import { Field, FieldGroup } from '~/ui/field'
import type { ActiveFilter } from '~/ui/filter-bar'
import { Input, NumberInput } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import {
  IDLE_ASKED,
  IDLE_ASKED_NAMES,
  MOVE_NAMES,
  MOVES,
  NO_PARK,
  PLOT_FILTERS,
  REVIVAL_ASKED,
  REVIVAL_ASKED_NAMES,
  TURN_NAMES,
  TURNS,
  type PlotFilterName,
} from '../domain/filter'
import { PLOT_LACK_NAMES, PLOT_LACKS } from '../domain/readiness/completeness'
import { LAND_USE_NAMES, landUseName } from '../domain/land-uses'
import { QUOTA_SOURCE_NAMES, QUOTA_SOURCES } from '../domain/plot'
import { isPlotStatus, PLOT_STATUS_NAMES, PLOT_STATUSES } from '../domain/status/status'

export interface PlotChoices {
  parks: readonly { id: string; name: string }[]
}

const useAsked = () => {
  const [params] = useSearchParams()
  return (name: PlotFilterName) => params.getAll(name).join(',')
}

/** Always in sight: words, park, area from and to, free. */
export function MainPlotFilters({ choices: { parks } }: { choices: PlotChoices }) {
  const asked = useAsked()
  return (
    <>
      <Field label={PLOT_FILTERS.q.label} name="q" hideLabel className="w-full sm:w-40">
        <Input type="search" defaultValue={asked('q')} placeholder={PLOT_FILTERS.q.label} />
      </Field>
      <Field label={PLOT_FILTERS.park.label} name="park" hideLabel className="w-full sm:w-36">
        <Select
          blank="全部园区"
          defaultValue={asked('park')}
          options={[...namedOptions(parks), { value: NO_PARK, label: '不在园区内' }]}
        />
      </Field>
      <Field label={PLOT_FILTERS.minMu.label} name="minMu" hideLabel className="w-[calc(50%-4px)] sm:w-28">
        <NumberInput unit="亩" defaultValue={asked('minMu')} placeholder="面积从" />
      </Field>
      <Field label={PLOT_FILTERS.maxMu.label} name="maxMu" hideLabel className="w-[calc(50%-4px)] sm:w-28">
        <NumberInput unit="亩" defaultValue={asked('maxMu')} placeholder="到" />
      </Field>
      <Checkbox name="free" value="1" label="未被占用" defaultChecked={asked('free') !== ''} />
    </>
  )
}

/** Behind 更多筛选. */
export function MorePlotFilters() {
  const asked = useAsked()
  return (
    <>
      <FieldGroup label={PLOT_FILTERS.status.label} name="status" className="sm:col-span-2">
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {PLOT_STATUSES.map((status) => (
            <Checkbox
              key={status}
              name="status"
              value={status}
              label={PLOT_STATUS_NAMES[status]}
              defaultChecked={asked('status').split(',').includes(status)}
            />
          ))}
        </div>
      </FieldGroup>
      <Field label={PLOT_FILTERS.landUse.label} name="landUse">
        <Select
          blank="全部"
          defaultValue={asked('landUse')}
          options={Object.entries(LAND_USE_NAMES).map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        />
      </Field>
      <Field label={PLOT_FILTERS.quota.label} name="quota">
        <Select
          blank="全部"
          defaultValue={asked('quota')}
          options={QUOTA_SOURCES.map((value) => ({ value, label: QUOTA_SOURCE_NAMES[value] }))}
        />
      </Field>
      <Field label={PLOT_FILTERS.idle.label} name="idle">
        <Select
          blank="全部"
          defaultValue={asked('idle')}
          options={IDLE_ASKED.map((value) => ({ value, label: IDLE_ASKED_NAMES[value] }))}
        />
      </Field>
      <Field label={PLOT_FILTERS.lacks.label} name="lacks">
        <Select
          blank="全部"
          defaultValue={asked('lacks')}
          options={[
            { value: 'any', label: '任一项' },
            ...PLOT_LACKS.map((value) => ({ value, label: PLOT_LACK_NAMES[value] })),
          ]}
        />
      </Field>
      <Field label={PLOT_FILTERS.revival.label} name="revival">
        <Select
          blank="全部"
          defaultValue={asked('revival')}
          options={REVIVAL_ASKED.map((value) => ({ value, label: REVIVAL_ASKED_NAMES[value] }))}
        />
      </Field>
      <Field label={PLOT_FILTERS.turn.label} name="turn">
        <Select
          blank="全部"
          defaultValue={asked('turn')}
          options={TURNS.map((value) => ({ value, label: TURN_NAMES[value] }))}
        />
      </Field>
      <Checkbox
        name="threeNot"
        value="1"
        label="三未土地（批而未征、征而未供、供而未用）"
        defaultChecked={asked('threeNot') !== ''}
      />
    </>
  )
}

/** The filters that are on, as chips. */
export function activePlotFilters(
  params: URLSearchParams,
  { parks }: PlotChoices,
  ignored: readonly string[],
): ActiveFilter[] {
  const words: Partial<Record<PlotFilterName, (value: string) => string>> = {
    status: (value) => (isPlotStatus(value) ? PLOT_STATUS_NAMES[value] : value),
    moved: movedWords,
    park: (value) =>
      (value === NO_PARK ? '不在园区内' : undefined) ?? parks.find(({ id }) => id === value)?.name ?? '已选',
    minMu: (value) => `${value} 亩`,
    maxMu: (value) => `${value} 亩`,
    landUse: landUseName,
    quota: (value) => QUOTA_SOURCE_NAMES[QUOTA_SOURCES.find((source) => source === value) ?? 'new'],
    free: () => '未被占用',
    idle: (value) => wordFor(IDLE_ASKED_NAMES, value),
    lacks: (value) => (value === 'any' ? '任一项' : wordFor(PLOT_LACK_NAMES, value)),
    revival: (value) => wordFor(REVIVAL_ASKED_NAMES, value),
    turn: (value) => wordFor(TURN_NAMES, value),
    threeNot: () => '是',
    bbox: () => '地图上的范围',
  }
  return keysOf(PLOT_FILTERS)
    .filter((name) => !ignored.includes(name))
    .flatMap((name) =>
      params
        .getAll(name)
        .flatMap((value) => value.split(name === 'bbox' ? '\n' : ','))
        .filter((value) => value !== '')
        .map((value) => ({
          params: [name],
          only: value,
          label: labelOf(name),
          value: words[name]?.(value) ?? value,
        })),
    )
}

function movedWords(value: string): string {
  const [asked, from, to] = value.split('~')
  const move = MOVES.find((each) => each === asked)
  return move ? `${from} 至 ${to} ${MOVE_NAMES[move]}` : value
}

function labelOf(name: PlotFilterName): string {
  const filter: { label: string; chip?: string } = PLOT_FILTERS[name]
  return filter.chip ?? filter.label
}

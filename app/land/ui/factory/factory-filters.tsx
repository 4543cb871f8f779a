import { useSearchParams } from '@remix-run/react'
import { keysOf, wordFor } from '~/shared/records'
import { Field } from '~/ui/field'
import type { ActiveFilter } from '~/ui/filter-bar'
import { Input, NumberInput } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import { FACTORY_STATE_NAMES, FACTORY_STATES } from '../../domain/factory/factory'
import { FACTORY_FILTER_LABELS, type FactoryFilter } from '../../domain/factory/factory-filter'

type Named = { id: string; name: string }

/** What is asked of floors, always in sight. */
export function FactoryFilters({ parks }: { parks: readonly Named[] }) {
  const [params] = useSearchParams()
  const asked = (name: keyof FactoryFilter) => params.getAll(name).join(',')
  return (
    <>
      <Field label={FACTORY_FILTER_LABELS.q} name="q" hideLabel className="w-full sm:w-36">
        <Input type="search" defaultValue={asked('q')} placeholder={FACTORY_FILTER_LABELS.q} />
      </Field>
      <Field label={FACTORY_FILTER_LABELS.park} name="park" hideLabel className="w-[calc(50%-4px)] sm:w-36">
        <Select blank="全部园区" defaultValue={asked('park')} options={namedOptions(parks)} />
      </Field>
      <Field label={FACTORY_FILTER_LABELS.state} name="state" hideLabel className="w-[calc(50%-4px)] sm:w-28">
        <Select
          blank="全部状态"
          defaultValue={asked('state')}
          options={FACTORY_STATES.map((value) => ({ value, label: FACTORY_STATE_NAMES[value] }))}
        />
      </Field>
      <Field label={FACTORY_FILTER_LABELS.minM2} name="minM2" hideLabel className="w-[calc(50%-4px)] sm:w-28">
        <NumberInput unit="㎡" defaultValue={asked('minM2')} placeholder="面积从" />
      </Field>
      <Field label={FACTORY_FILTER_LABELS.maxM2} name="maxM2" hideLabel className="w-[calc(50%-4px)] sm:w-28">
        <NumberInput unit="㎡" defaultValue={asked('maxM2')} placeholder="到" />
      </Field>
      <Field label={FACTORY_FILTER_LABELS.minHeight} name="minHeight" hideLabel className="w-full sm:w-32">
        <NumberInput unit="m" defaultValue={asked('minHeight')} placeholder="层高不低于" />
      </Field>
    </>
  )
}

/** The filters that are on, as chips. */
export function activeFactoryFilters(
  params: URLSearchParams,
  parks: readonly Named[],
  ignored: readonly string[],
): ActiveFilter[] {
  const words: Partial<Record<keyof FactoryFilter, (value: string) => string>> = {
    park: (value) => parks.find(({ id }) => id === value)?.name ?? '已选',
    state: (value) => wordFor(FACTORY_STATE_NAMES, value),
    minM2: (value) => `${value} ㎡`,
    maxM2: (value) => `${value} ㎡`,
    minHeight: (value) => `${value} m`,
    plot: () => '已选',
  }
  return keysOf(FACTORY_FILTER_LABELS)
    .filter((name) => !ignored.includes(name))
    .flatMap((name) =>
      params
        .getAll(name)
        .flatMap((value) => value.split(','))
        .filter((value) => value !== '')
        .map((value) => ({
          params: [name],
          only: value,
          label: FACTORY_FILTER_LABELS[name],
          value: words[name]?.(value) ?? value,
        })),
    )
}

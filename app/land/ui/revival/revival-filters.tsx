import { useSearchParams } from '@remix-run/react'
import { keysOf, wordFor } from '~/shared/records'
import { Field } from '~/ui/field'
import type { ActiveFilter } from '~/ui/filter-bar'
import { namedOptions, Select, wordOptions } from '~/ui/select'
import {
  REVIVAL_FILTER_LABELS,
  REVIVAL_KIND_NAMES,
  REVIVAL_STATE_NAMES,
  STOCK_NAMES,
  type RevivalFilter,
} from '../../domain/revival/revival'

export interface RevivalChoices {
  parks: readonly { id: string; name: string }[]
  units: readonly { id: string; name: string }[]
}

/** What is asked of the ledger, always in sight. */
export function RevivalFilters({ choices: { parks, units } }: { choices: RevivalChoices }) {
  const [params] = useSearchParams()
  const select = (name: keyof RevivalFilter, blank: string, options: { value: string; label: string }[]) => (
    <Field label={REVIVAL_FILTER_LABELS[name]} name={name} hideLabel className="w-[calc(50%-4px)] sm:w-36">
      <Select blank={blank} defaultValue={params.get(name) ?? ''} options={options} />
    </Field>
  )
  const { open, ...states } = REVIVAL_STATE_NAMES
  return (
    <>
      {select('state', open, wordOptions(states))}
      {select('kind', '全部类型', wordOptions(REVIVAL_KIND_NAMES))}
      {select('of', '地块和厂房', wordOptions(STOCK_NAMES))}
      {select('park', '全部园区', namedOptions(parks))}
      {select('unit', '全部责任单位', namedOptions(units))}
    </>
  )
}

/** The filters that are on, as chips. */
export function activeRevivalFilters(
  params: URLSearchParams,
  { parks, units }: RevivalChoices,
  ignored: readonly string[],
): ActiveFilter[] {
  const nameIn = (rows: RevivalChoices['parks']) => (value: string) =>
    rows.find(({ id }) => id === value)?.name ?? '已选'
  const words: Partial<Record<keyof RevivalFilter, (value: string) => string>> = {
    state: (value) => wordFor(REVIVAL_STATE_NAMES, value),
    kind: (value) => wordFor(REVIVAL_KIND_NAMES, value),
    of: (value) => wordFor(STOCK_NAMES, value),
    park: nameIn(parks),
    unit: nameIn(units),
  }
  return keysOf(REVIVAL_FILTER_LABELS)
    .filter((name) => !ignored.includes(name) && params.get(name))
    .map((name) => ({
      params: [name],
      label: REVIVAL_FILTER_LABELS[name],
      value: words[name]?.(params.get(name) ?? '') ?? params.get(name),
    }))
}

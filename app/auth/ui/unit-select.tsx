import { forwardRef } from 'react'
import { SearchSelect, type SearchSelectProps } from '~/ui/search-select'

export interface UnitChoice {
  id: string
  name: string
  depth: number
}

/** Units of the tree, indented by their level. */
export const unitOptions = (units: readonly UnitChoice[]) =>
  units.map(({ id, name, depth }) => ({ value: id, label: '　'.repeat(depth) + name }))

/** A unit of the tree. */
export const UnitSelect = forwardRef<
  HTMLSelectElement,
  Omit<SearchSelectProps, 'options'> & { units: readonly UnitChoice[] }
>(function UnitSelect({ units, ...rest }, ref) {
  return <SearchSelect ref={ref} options={unitOptions(units)} placeholder="输入单位名称查找" {...rest} />
})

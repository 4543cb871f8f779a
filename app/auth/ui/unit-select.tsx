import { forwardRef } from 'react'
import { SearchSelect, type SearchSelectProps } from '~/ui/search-select'

export interface UnitChoice {
  id: string
  name: string
  depth: number
}

/** A unit of the tree, indented by its level. */
export const UnitSelect = forwardRef<
  HTMLSelectElement,
  Omit<SearchSelectProps, 'options'> & { units: readonly UnitChoice[] }
>(function UnitSelect({ units, ...rest }, ref) {
  const options = units.map(({ id, name, depth }) => ({ value: id, label: '　'.repeat(depth) + name }))
  return <SearchSelect ref={ref} options={options} placeholder="输入单位名称查找" {...rest} />
})

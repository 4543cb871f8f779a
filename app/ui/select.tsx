import clsx from 'clsx'
import { forwardRef } from 'react'
import type { ComponentPropsWithoutRef } from 'react'
import { useFieldControl } from './field'

export interface Option {
  value: string
  label: string
  /** Options of one group stand together under its name. */
  group?: string
  disabled?: boolean
  /** More words that a search should find: an abbreviation, pinyin. */
  keywords?: string
}

/** Things with names as what can be chosen, by their ids. */
export const namedOptions = (things: readonly { id: string; name: string }[]): Option[] =>
  things.map(({ id, name }) => ({ value: id, label: name }))

/** Codes with their words as what can be chosen, in their order. */
export const wordOptions = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export type SelectProps = ComponentPropsWithoutRef<'select'> & {
  options?: readonly Option[]
  /** The empty choice at the top; leave out where a choice is always made. */
  blank?: string
}

/** The native select. Children may be given instead of options. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { options, blank, className, children, ...rest },
  ref,
) {
  const field = useFieldControl()
  return (
    <select ref={ref} {...field} {...rest} className={clsx('control', className)}>
      {blank !== undefined && <option value="">{blank}</option>}
      {options && <OptionList options={options} />}
      {children}
    </select>
  )
})

export function OptionList({ options }: { options: readonly Option[] }) {
  const groups = new Map<string, Option[]>()
  for (const option of options) {
    const group = groups.get(option.group ?? '')
    if (group) group.push(option)
    else groups.set(option.group ?? '', [option])
  }
  return (
    <>
      {[...groups].map(([name, members]) => {
        const items = members.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))
        return name ? (
          <optgroup key={name} label={name}>
            {items}
          </optgroup>
        ) : (
          items
        )
      })}
    </>
  )
}

import clsx from 'clsx'
import { ChevronsUpDown, X } from 'lucide-react'
import { forwardRef, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useFieldControl } from './field'
import { setNativeValue } from './native-value'
import { OptionList } from './select'
import type { Option, SelectProps } from './select'
import { useHydrated } from './use-hydrated'

export type SearchSelectProps = Omit<SelectProps, 'multiple' | 'children' | 'options'> & {
  options: readonly Option[]
  placeholder?: string
}

/** How many hits are drawn; the rest is found by typing more. */
const SHOWN = 60

function matches(option: Option, words: string[]) {
  const text = `${option.label} ${option.group ?? ''} ${option.keywords ?? ''}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

/**
 * A select that can be searched. The native select stays in the form and carries the value; with JavaScript a text box
 * with a list stands in front of it.
 */
export const SearchSelect = forwardRef<HTMLSelectElement, SearchSelectProps>(function SearchSelect(
  { options, blank = '请选择', placeholder = '输入文字查找', className, defaultValue, value, onChange, ...rest },
  ref,
) {
  const field = useFieldControl()
  const hydrated = useHydrated()
  const native = useRef<HTMLSelectElement>(null)
  useImperativeHandle(ref, () => native.current!, [])
  const [chosen, setChosen] = useState(String(value ?? defaultValue ?? ''))
  const [query, setQuery] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const listId = `l${useId()}`
  const open = query !== null

  const current = options.find((option) => option.value === (value === undefined ? chosen : String(value)))
  const hits = useMemo(() => {
    const words = (query ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean)
    return options.filter((option) => !option.disabled && matches(option, words))
  }, [options, query])
  const shown = hits.slice(0, SHOWN)

  // The browser restores form values after a back step; the box in front has to say the same.
  useEffect(() => {
    if (native.current) setChosen(native.current.value)
  }, [])

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [open, active, listId])

  function choose(next: string) {
    if (native.current) setNativeValue(native.current, next)
    setQuery(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setQuery('')
      const step = event.key === 'ArrowDown' ? 1 : -1
      return setActive((active + step + shown.length) % Math.max(shown.length, 1))
    }
    if (!open) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const hit = shown[active]
      return hit ? choose(hit.value) : undefined
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      setQuery(null)
    }
  }

  const select = (
    <select
      ref={native}
      {...field}
      {...rest}
      {...(hydrated ? { id: undefined, tabIndex: -1, 'aria-hidden': true } : {})}
      defaultValue={value === undefined ? defaultValue : undefined}
      value={value}
      onChange={(event) => {
        setChosen(event.target.value)
        onChange?.(event)
      }}
      className={hydrated ? 'sr-only' : clsx('control', className)}
    >
      <option value="">{blank}</option>
      <OptionList options={options} />
    </select>
  )
  if (!hydrated) return select

  return (
    <div className="relative" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setQuery(null)}>
      {select}
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        id={rest.id ?? field.id}
        disabled={rest.disabled}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && shown.length > 0 ? `${listId}-${active}` : undefined}
        aria-required={field['aria-required']}
        aria-invalid={field['aria-invalid']}
        aria-describedby={field['aria-describedby']}
        aria-label={rest['aria-label']}
        className={clsx('control pr-14', className)}
        value={query ?? current?.label ?? ''}
        placeholder={current ? current.label : open ? placeholder : blank}
        onClick={() => !open && setQuery('')}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {current && !rest.disabled && (
        <button
          type="button"
          tabIndex={-1}
          aria-label="清除选择"
          className="absolute inset-y-0 right-7 flex items-center px-1 text-grey-500 hover:text-ink"
          onClick={() => choose('')}
        >
          <X aria-hidden className="h-3.5 w-3.5" />
        </button>
      )}
      <ChevronsUpDown aria-hidden className="pointer-events-none absolute right-2.5 top-2 h-4 w-4 text-grey-500" />
      {open && (
        <ul
          id={listId}
          role="listbox"
          aria-label={placeholder}
          className="absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-y-auto rounded border border-grey-200 bg-paper py-1 shadow-lg"
        >
          {shown.map((option, index) => (
            <li
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={option.value === current?.value}
              className={clsx(
                'flex cursor-pointer items-baseline justify-between gap-3 px-2.5 py-1',
                index === active && 'bg-accent-50',
                option.value === current?.value && 'font-medium text-accent-700',
              )}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(option.value)}
            >
              <span>{option.label}</span>
              {option.group && <span className="flex-none text-xs text-grey-600">{option.group}</span>}
            </li>
          ))}
          {hits.length === 0 && (
            <li role="presentation" className="px-2.5 py-1 text-grey-600">
              没有符合的选项
            </li>
          )}
          {hits.length > SHOWN && (
            <li role="presentation" className="px-2.5 py-1 text-xs text-grey-600">
              还有 {hits.length - SHOWN} 项，请继续输入
            </li>
          )}
        </ul>
      )}
    </div>
  )
})

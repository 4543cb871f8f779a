import { setNativeValue } from '../native-value'

/** Values of controls by name: the text of each box, or which of the ticks and radio buttons are on. */
export type Typed = Record<string, string[]>

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Passwords are never kept; what is hidden nobody typed. */
const UNKEPT = new Set(['hidden', 'submit', 'button', 'reset', 'image', 'password', 'file'])

function isTypable(element: Element): element is Control {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return element.name !== ''
  return (
    element instanceof HTMLInputElement &&
    element.name !== '' &&
    !UNKEPT.has(element.type) &&
    element.autocomplete !== 'one-time-code'
  )
}

const controlsOf = (form: HTMLFormElement) => Array.from(form.elements).filter(isTypable)

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')

function collect(form: HTMLFormElement, valueOf: (control: Control) => string | undefined): Typed {
  const values: Typed = {}
  for (const control of controlsOf(form)) {
    const list = (values[control.name] ??= [])
    const value = valueOf(control)
    if (value !== undefined) list.push(value)
  }
  return values
}

/** What the boxes hold. */
export const typedValues = (form: HTMLFormElement): Typed =>
  collect(form, (control) => (isTick(control) && !control.checked ? undefined : control.value))

/** What the boxes held when the page was made, whatever the browser has put into them since. */
export const startOf = (form: HTMLFormElement): Typed =>
  collect(form, (control) => {
    if (isTick(control)) return control.defaultChecked ? control.value : undefined
    if (!(control instanceof HTMLSelectElement)) return control.defaultValue
    return Array.from(control.options).find((option) => option.defaultSelected)?.value ?? control.value
  })

/** The boxes that hold something else than at first. */
export function typedSince(start: Typed, now: Typed): Typed {
  return Object.fromEntries(Object.entries(now).filter(([name, list]) => !isSame(list, start[name] ?? [])))
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((value, at) => value === other[at])

/** Puts values into a form's boxes as if they were typed. Returns those whose boxes are not there. */
export function putInto(form: HTMLFormElement, values: Typed): Typed {
  const controls = controlsOf(form)
  const absent: Typed = {}
  for (const [name, list] of Object.entries(values)) {
    const named = controls.filter((control) => control.name === name)
    if (named.length === 0) absent[name] = list
    for (const [at, control] of named.entries()) {
      if (!isTick(control)) {
        const value = list[at] ?? ''
        if (control.value !== value) setNativeValue(control, value)
      } else if (control.checked !== list.includes(control.value)) control.click()
    }
  }
  return absent
}

/** Names of the files chosen, by field. */
export function fileNamesOf(form: HTMLFormElement): Typed {
  const names: Typed = {}
  for (const element of Array.from(form.elements)) {
    if (!(element instanceof HTMLInputElement) || element.type !== 'file' || !element.name) continue
    names[element.name] = Array.from(element.files ?? [], ({ name }) => name)
  }
  return names
}

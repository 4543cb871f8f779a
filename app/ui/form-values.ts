import { isRecord } from '~/shared/records'

type Values = Record<string, unknown>

/** A name deeper than this, or a list longer than this, belongs to no form of ours. */
const MAX_DEPTH = 8
const INDEX = /^\d{1,3}$/

/** The path that a field's name stands for; null when it is too deep or an index in it is above 999. */
export function fieldPath(name: string): string[] | null {
  const path = (name.endsWith('[]') ? name.slice(0, -2) : name).split('.', MAX_DEPTH + 1)
  const isFar = path.some((part, at) => at > 0 && /^\d{4,}$/.test(part))
  return path.length > MAX_DEPTH || isFar ? null : path
}

/**
 * Sets a value at its path. What would make a list anything but a list (`days.length`) is left out, and what every object
 * bears already (`__proto__`, `toString`).
 */
function put(target: Values, path: readonly string[], value: unknown) {
  let at = target
  for (const [depth, key] of path.entries()) {
    if (key in Object.prototype || (Array.isArray(at) && !INDEX.test(key))) return
    const next = path[depth + 1]
    if (next === undefined) {
      at[key] = value
      return
    }
    const inner = at[key]
    if (typeof inner !== 'object' || inner === null) at[key] = INDEX.test(next) ? [] : {}
    at = at[key] as Values
  }
}

/**
 * A form's fields as the schema reads them, the same in the browser and in the action. Names are dotted paths
 * (`days.0.note`), a name ending in `[]` is always a list, a blank box is null. Files are left out: see context.uploads.
 */
export function formValues(form: FormData | URLSearchParams): Values {
  const lists = new Map<string, string[]>()
  for (const [name, value] of form as Iterable<[string, string | File]>) {
    if (typeof value !== 'string') {
      if (name.endsWith('[]') && !lists.has(name)) lists.set(name, [])
      continue
    }
    const list = lists.get(name)
    if (list) list.push(value)
    else lists.set(name, [value])
  }
  const values: Values = {}
  for (const [name, list] of lists) {
    const path = fieldPath(name)
    if (!path) continue
    const last = list[list.length - 1] ?? ''
    put(values, path, name.endsWith('[]') ? list : last.trim() === '' ? null : last)
  }
  return values
}

/** The value that stands at a dotted path, as the text of a box. */
export function textAt(values: unknown, path: string): string {
  let value = values
  for (const key of path.split('.'))
    value = isRecord(value) ? value[key] : Array.isArray(value) ? value[Number(key)] : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

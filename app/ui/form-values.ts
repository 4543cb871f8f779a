type Values = Record<string, unknown>

function put(target: Values, path: string[], value: unknown) {
  const [head, ...rest] = path
  if (head === undefined || head === '__proto__') return
  if (rest.length === 0) {
    target[head] = value
    return
  }
  const inner = target[head]
  if (typeof inner !== 'object' || inner === null) target[head] = /^\d+$/.test(rest[0]!) ? [] : {}
  put(target[head] as Values, rest, value)
}

/**
 * A form's fields as the schema reads them, the same in the browser and in the action. Names are dotted paths
 * (`days.0.note`), a name ending in `[]` is always a list, a blank box is null. Files are left out: see context.uploads.
 */
export function formValues(form: FormData | URLSearchParams): Values {
  const values: Values = {}
  for (const key of new Set(form.keys())) {
    const all = (form.getAll(key) as (string | File)[]).filter((one): one is string => typeof one === 'string')
    const list = key.endsWith('[]')
    const one = all[all.length - 1]
    if (!list && one === undefined) continue
    put(values, key.replace(/\[\]$/, '').split('.'), list ? all : one!.trim() === '' ? null : one)
  }
  return values
}

/** The value that stands at a dotted path, as the text of a box. */
export function textAt(values: unknown, path: string): string {
  let value = values
  for (const key of path.split('.')) value = (value as Values | null | undefined)?.[key]
  return value === null || value === undefined ? '' : String(value)
}

import { isRecord } from '~/shared/records'

/**
 * What is typed over a draft: parts whose boxes are not shown at the moment stay as they were, so that a rule that is made
 * another kind of rule, and back again, loses nothing.
 */
export function typedOver(before: unknown, typed: unknown): unknown {
  if (Array.isArray(typed))
    return typed.map((row, at) => typedOver(Array.isArray(before) ? before[at] : undefined, row))
  if (!isRecord(typed)) return typed
  const was = isRecord(before) ? before : {}
  return {
    ...was,
    ...Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, typedOver(was[key], value)])),
  }
}

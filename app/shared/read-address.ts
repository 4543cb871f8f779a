import type { z } from 'zod'

/** What an address asks by the fields of a schema: those that can be read, and the names of those that cannot. */
export function readAddress<Schema extends z.ZodObject>(
  schema: Schema,
  search: URLSearchParams,
): { values: Partial<z.output<Schema>>; ignored: (keyof Schema['shape'] & string)[] } {
  const values: Record<string, unknown> = {}
  const ignored: (keyof Schema['shape'] & string)[] = []
  for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
    const typed = search.getAll(name).filter((value) => value !== '')
    if (typed.length === 0) continue
    const read = field.safeParse(typed.length === 1 ? typed[0] : typed)
    if (read.success) values[name] = read.data
    else ignored.push(name)
  }
  return { values: values as Partial<z.output<Schema>>, ignored }
}

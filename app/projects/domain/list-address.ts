import { FILTER_NAMES, filterOf, projectFilter, projectSort, type ProjectFilter, type Sort } from './filter'

/** Projects that a search counts before its total is said as “1,000+”. */
export const COUNTED_AT_ONCE = 1000

export const PAGE_SIZES = [25, 50, 100] as const

export interface ListAddress {
  filter: ProjectFilter
  sort: Sort
  /** from 1 */
  page: number
  per: number
  /** parameters that make no sense; the list stands without them */
  ignored: string[]
  /** why they make none, by their names */
  why: Readonly<Record<string, string>>
}

/** The deepest row that is reached by page numbers; beyond it a filter is quicker. */
const DEEPEST_ROW = 100_000

/** What an address of the project list asks for. A parameter that makes no sense is left out and named. */
export function readListAddress(search: URLSearchParams): ListAddress {
  const asked = Object.fromEntries(
    FILTER_NAMES.map((name) => [
      name,
      filterOf(name).many
        ? search
            .getAll(name)
            .flatMap((each) => each.split(','))
            .filter(Boolean)
        : search.get(name),
    ]),
  )
  const ignored = new Set<string>()
  const why: Record<string, string> = {}
  let read = projectFilter.safeParse(asked)
  while (!read.success) {
    for (const issue of read.error.issues) {
      const name = String(issue.path[0])
      ignored.add(name)
      // Other messages are the schema's own, in its language.
      why[name] ??= issue.code === 'custom' ? issue.message : '无法识别'
      delete asked[name]
    }
    read = projectFilter.safeParse(asked)
  }
  const sort = projectSort.safeParse(search.get('sort'))
  if (!sort.success) ignored.add('sort')
  const per = PAGE_SIZES.find((size) => String(size) === search.get('per')) ?? PAGE_SIZES[0]
  const page = Math.min(Math.max(Math.trunc(Number(search.get('page')) || 1), 1), DEEPEST_ROW / per)
  return {
    filter: read.data,
    sort: sort.success ? sort.data : '-updatedAt',
    page,
    per,
    ignored: [...ignored],
    why,
  }
}

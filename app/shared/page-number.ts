/** The numbered page a query asks for, from 1; nonsense is the first page, and no page is so late that counting to it hurts. */
export function pageNumber(query: URLSearchParams): number {
  const page = Number(query.get('page'))
  return Number.isInteger(page) && page >= 1 ? Math.min(page, 10_000) : 1
}

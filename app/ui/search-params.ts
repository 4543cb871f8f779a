import { useLocation } from '@remix-run/react'

export type SearchChanges = Record<string, string | number | readonly string[] | null | undefined>

/** The query string with some keys replaced; null, undefined and '' remove a key, a list repeats it. */
export function searchWith(search: string | URLSearchParams, changes: SearchChanges): string {
  const params = new URLSearchParams(search)
  for (const [key, value] of Object.entries(changes)) {
    params.delete(key)
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(key, String(one))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

/** Links to this page under a changed query: `const here = useSearchHref(); here({ sort: '-amount' })`. */
export function useSearchHref(): (changes: SearchChanges) => string {
  const { pathname, search } = useLocation()
  return (changes) => pathname + searchWith(search, changes)
}

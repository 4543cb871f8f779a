import { database } from '~/platform/database/client'

let known: boolean | undefined

/** Was this database seeded with the made-up county? It says so on every page. Settled once, as the seed is. */
export async function isDemo(): Promise<boolean> {
  if (known !== undefined) return known
  const mark = await database().systemMark.findUnique({ where: { key: 'seeded' } })
  if (!mark) return false
  known = (mark.value as { mode?: string } | null)?.mode === 'demo'
  return known
}

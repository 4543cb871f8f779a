import { expect, test } from 'vitest'
import { ordinalOf, type Sharing } from './ordinals'

/** The numbers that rows take, given in order which project (if any) each says nothing new of. */
function taken(known: readonly number[], rows: readonly (number | null)[]): number[] {
  const claimed = new Set<number>()
  return rows.map((quiet, at) => {
    const sharing = known.map((ordinal): Sharing => ({ ordinal, isQuiet: ordinal === quiet }))
    const ordinal = ordinalOf(at + 1, sharing, claimed)
    claimed.add(ordinal)
    return ordinal
  })
}

test.each([
  ['unchanged and in order', [1, 2], [1, 2], [1, 2]],
  ['unchanged and swapped', [1, 2], [2, 1], [2, 1]],
  ['the second alone', [1, 2], [2], [2]],
  ['changed, by order', [1, 2], [null, null], [1, 2]],
  ['swapped, the first of them changed', [1, 2], [2, null], [2, 1]],
  ['with one between them that was never a project', [1, 3], [1, null, 3], [1, 2, 3]],
  ['with another that is new', [1, 2], [2, 1, null], [2, 1, 3]],
  ['of which none is known', [], [null, null], [1, 2]],
])('rows of one identity, %s', (_, known, rows, expected) => {
  expect(taken(known, rows)).toEqual(expected)
})

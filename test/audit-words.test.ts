import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { brought } from '~/rooms'

/** What stands in the holes of words that are put together. */
const HOLES: Record<string, readonly string[]> = { kind: ['park', 'industry'], action: ['update', 'confirm'] }

const source = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/generated|\.test\.tsx?$|domain.actions\.ts$/.test(file))
  .map((file) => readFileSync(path.join('app', file), 'utf8'))
  .join('\n')

const filled = (word: string): string[] => {
  const hole = /\$\{(\w+)\}/.exec(word)
  if (!hole) return [word]
  return (HOLES[hole[1] ?? ''] ?? []).flatMap((each) => filled(word.replace(hole[0], each)))
}

const written = new Set([
  ...[...source.matchAll(/'([a-z]\w*\.\w+)'/gi)].map(([, word = '']) => word),
  ...[...source.matchAll(/action: `([^`]+)`/g)].flatMap(([, word = '']) => filled(word)),
])

const subjects = new Set([...source.matchAll(/\b(?:subjectType|type): '(\w+)'/g)].map(([, word = '']) => word))

test('the log has no word for an act that nothing writes', () => {
  const words = brought('audit').flatMap(({ actions }) => Object.keys(actions))
  expect(words.filter((word) => !written.has(word))).toEqual([])
  expect(words.length).toBeGreaterThan(40)
})

test('the log has no word for a kind of thing that nothing is written of, and every room names its things', () => {
  const words = brought('audit').flatMap((room) => Object.keys(room.subjects))
  expect(words.filter((word) => !subjects.has(word))).toEqual([])
  const named = brought('audited')
    .flat()
    .map(({ type }) => type)
  const nameless = new Set(['session', 'system', 'rule'])
  expect(words.filter((word) => !nameless.has(word) && !named.some((type) => type === word))).toEqual([])
})

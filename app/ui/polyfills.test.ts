import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'

const entry = fileURLToPath(new URL('polyfills.ts', import.meta.url))
const { outputFiles } = buildSync({
  entryPoints: [entry],
  bundle: true,
  format: 'iife',
  target: 'chrome90',
  write: false,
})

const missing = `
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name]
  delete Object.getPrototypeOf(Int8Array.prototype).at
  delete String.prototype.at
  delete Object.hasOwn
  delete Object.groupBy
  delete Map.groupBy
  delete Promise.withResolvers
`

class Signal extends EventTarget {
  aborted = false
  reason: unknown
}
class Controller {
  signal = new Signal()
  abort() {
    if (this.signal.aborted) return
    this.signal.aborted = true
    this.signal.dispatchEvent(new Event('abort'))
  }
}

/** A realm as old as the floor: the language without what came after, signals without reasons. */
function run(code: string): unknown {
  const realm = createContext({
    crypto: { getRandomValues: (bytes: Uint8Array) => crypto.getRandomValues(bytes) },
    AbortSignal: Signal,
    AbortController: Controller,
    DOMException,
    Event,
    setTimeout,
  })
  runInContext(missing + outputFiles[0]!.text, realm)
  return JSON.parse(runInContext(`JSON.stringify(${code})`, realm) as string)
}

test.each([
  ['[1, 2, 3].at(-1)', 3],
  ['"一二三".at(-1)', '三'],
  ['Array.from(new Uint8Array([7, 8])).at(-2)', 7],
  ['new Uint8Array([7, 8]).at(-1)', 8],
  ['[1, 2, 3].findLast((n) => n < 3)', 2],
  ['[1, 2, 3].findLastIndex((n) => n > 5)', -1],
  [
    '(() => { const a = [2, 1]; return [a.toSorted(), a] })()',
    [
      [1, 2],
      [2, 1],
    ],
  ],
  ['[1, 2].toReversed()', [2, 1]],
  ['[1, 2, 3].toSpliced(1, 1, 9)', [1, 9, 3]],
  ['[1, 2].with(-1, 5)', [1, 5]],
  ['Object.hasOwn({ a: 1 }, "a")', true],
  ['Object.hasOwn({ a: 1 }, "toString")', false],
  ['Object.groupBy([1, 2, 3], (n) => n % 2 ? "odd" : "even")', { odd: [1, 3], even: [2] }],
  [
    '[...Map.groupBy([1, 2, 3], (n) => n % 2)]',
    [
      [1, [1, 3]],
      [0, [2]],
    ],
  ],
  ['typeof Promise.withResolvers().resolve', 'function'],
  ['structuredClone({ a: [1, { b: 2 }] })', { a: [1, { b: 2 }] }],
  ['/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())', true],
  ['AbortSignal.timeout(1000).aborted', false],
  [
    '(() => { const c = new AbortController(); const s = AbortSignal.any([c.signal]); c.abort(); return s.aborted })()',
    true,
  ],
  [
    '(() => { const c = new AbortController(); c.abort(); try { c.signal.throwIfAborted() } catch (e) { return e.name } })()',
    'AbortError',
  ],
])('in an old browser %s is %j', (code, value) => expect(run(code)).toEqual(value))

test('what the browser already has is left alone', () => {
  const realm = createContext({})
  runInContext('globalThis.own = Array.prototype.at', realm)
  runInContext(outputFiles[0]!.text, realm)
  expect(runInContext('Array.prototype.at === own', realm)).toBe(true)
})

/**
 * What Chromium 90 lacks of the language and the platform. Imported first in root.tsx: route modules load before
 * entry.client, so later is too late. (A `sideEffects` list in package.json would have to name it, or it is dropped.)
 */
import structuredCloneOf from '@ungap/structured-clone'

type Target = Record<PropertyKey, unknown>

function fill(target: object, name: string, value: unknown) {
  if (typeof (target as Target)[name] === 'function') return
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
}

function at(this: ArrayLike<unknown>, index: number) {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

function stringAt(this: string, index: number) {
  const whole = Math.trunc(index) || 0
  const position = whole < 0 ? this.length + whole : whole
  return position < 0 || position >= this.length ? undefined : this[position]
}

const typedArray = Object.getPrototypeOf(Int8Array.prototype) as object
fill(Array.prototype, 'at', at)
fill(typedArray, 'at', at)
fill(String.prototype, 'at', stringAt)

type Test = (value: unknown, index: number, all: ArrayLike<unknown>) => unknown
function findLastIndex(this: ArrayLike<unknown>, test: Test) {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index], index, this)) return index
  return -1
}
fill(Array.prototype, 'findLastIndex', findLastIndex)
fill(Array.prototype, 'findLast', function (this: unknown[], test: Test) {
  const index = findLastIndex.call(this, test)
  return index < 0 ? undefined : this[index]
})
fill(Array.prototype, 'toSorted', function (this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare)
})
fill(Array.prototype, 'toReversed', function (this: unknown[]) {
  return [...this].reverse()
})
fill(Array.prototype, 'toSpliced', function (this: unknown[], ...change: [number, number, ...unknown[]]) {
  const copy = [...this]
  copy.splice(...change)
  return copy
})
fill(Array.prototype, 'with', function (this: unknown[], index: number, value: unknown) {
  const copy = [...this]
  const position = index < 0 ? copy.length + index : index
  if (position < 0 || position >= copy.length) throw new RangeError('Invalid index')
  copy[position] = value
  return copy
})

fill(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key))
fill(Object, 'groupBy', (items: Iterable<unknown>, keyOf: (item: unknown, index: number) => PropertyKey) => {
  const groups = Object.create(null) as Record<PropertyKey, unknown[]>
  let index = 0
  for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item)
  return groups
})
fill(Map, 'groupBy', (items: Iterable<unknown>, keyOf: (item: unknown, index: number) => unknown) => {
  const groups = new Map<unknown, unknown[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
})
fill(Promise, 'withResolvers', () => {
  let resolve!: (value: unknown) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
})

fill(globalThis, 'structuredClone', structuredCloneOf)

// Over plain http no browser offers randomUUID, whatever its age.
if (typeof crypto !== 'undefined') {
  fill(crypto, 'randomUUID', () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6]! & 0x0f) | 0x40
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  })
}

// abort(reason) came later than AbortController itself, so the reason is put on the signal by hand.
function abortWith(controller: AbortController, reason: unknown) {
  controller.abort(reason)
  if (controller.signal.reason === undefined) {
    Object.defineProperty(controller.signal, 'reason', { value: reason, configurable: true })
  }
}
if (typeof AbortSignal !== 'undefined') {
  fill(AbortSignal, 'timeout', (milliseconds: number) => {
    const controller = new AbortController()
    setTimeout(() => abortWith(controller, new DOMException('signal timed out', 'TimeoutError')), milliseconds)
    return controller.signal
  })
  fill(AbortSignal, 'any', (signals: Iterable<AbortSignal>) => {
    const controller = new AbortController()
    for (const signal of signals) {
      if (signal.aborted) {
        abortWith(controller, signal.reason)
        break
      }
      signal.addEventListener('abort', () => abortWith(controller, signal.reason), { once: true })
    }
    return controller.signal
  })
  fill(AbortSignal.prototype, 'throwIfAborted', function (this: AbortSignal) {
    if (this.aborted) throw this.reason ?? new DOMException('signal is aborted', 'AbortError')
  })
}

/** A generator that gives the same numbers for the same seed (mulberry32), so that every demo is alike. */
export interface Random {
  /** 0 to 1, 1 excluded */
  next(): number
  /** a whole number between, both included */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
  /** a version 7 uuid of that moment */
  id(at: Date): string
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('')
  return {
    next,
    between,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    chance: (share) => next() < share,
    id(at) {
      const time = at.getTime().toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[between(0, 3)]}${hex(3)}-${hex(12)}`
    },
  }
}

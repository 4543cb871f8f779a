/** Maps [0, domain] on [from, to]; for axes that begin at nought. */
export function linear(domain: number, from: number, to: number): (value: number) => number {
  const ratio = domain > 0 ? (to - from) / domain : 0
  return (value) => from + value * ratio
}

/** Round marks from 0 up to `max`, at most `count` of them after the first. */
export function ticks(max: number, count: number): number[] {
  if (max <= 0) return [0]
  const rough = max / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough - 1e-9)!
  return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, at) => Number((at * step).toPrecision(12)))
}

import { useCallback, useEffect, useState } from 'react'

export interface Rotation {
  /** from 0 */
  at: number
  playing: boolean
  go: (step: number) => void
  toggle: () => void
}

const KEYS: Record<string, number> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
}

/** Page after page, `seconds` each. Arrows and the buttons of a presenter turn them, the space bar holds them. */
export function useRotation(count: number, seconds: number, runs: boolean): Rotation {
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(true)
  const go = useCallback((step: number) => setAt((now) => (now + step + count) % count), [count])
  const toggle = useCallback(() => setPlaying((now) => !now), [])

  useEffect(() => {
    if (!runs || !playing) return
    const timer = setTimeout(() => go(1), seconds * 1000)
    return () => clearTimeout(timer)
  }, [runs, playing, at, seconds, go])

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const step = KEYS[event.key]
      if (step) go(step)
      // A button in focus has its own use for the space bar.
      else if (event.key === ' ' && !(event.target as Element).closest?.('a, button, summary')) toggle()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [go, toggle])

  return { at: Math.min(at, count - 1), playing, go, toggle }
}

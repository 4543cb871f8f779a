import { useEffect } from 'react'

let isPressed = false
let watchers = 0

const press = () => void (isPressed = true)
const release = () => void (isPressed = false)

/** Notices while this is on a page whether a mouse button or finger is down. */
export function useWatchedPress(): void {
  useEffect(() => {
    if (watchers++ === 0) {
      document.addEventListener('pointerdown', press, true)
      document.addEventListener('pointerup', release, true)
      document.addEventListener('pointercancel', release, true)
    }
    return () => {
      if (--watchers > 0) return
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('pointerup', release, true)
      document.removeEventListener('pointercancel', release, true)
    }
  }, [])
}

/**
 * Does what moves the page: at once, or after the press that is going on. A button that moves between press and release
 * is not clicked.
 */
export function afterPress(run: () => void): void {
  if (!isPressed) return run()
  const once = { once: true, capture: true }
  document.addEventListener('pointerup', () => setTimeout(run), once)
}

import { Presentation } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from './button'
import { useHydrated } from './use-hydrated'

const root = () => document.documentElement

function leave() {
  delete root().dataset.hall
}

/** Shows the page alone, large and full-screen, for a meeting room; Esc or leaving the page ends it. */
export function HallButton({ label = '投屏' }: { label?: string }) {
  const hydrated = useHydrated()
  useEffect(() => {
    const onChange = () => document.fullscreenElement || leave()
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      leave()
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [])
  if (!hydrated) return null

  async function enter() {
    if (document.fullscreenElement) return document.exitFullscreen()
    root().dataset.hall = ''
    await root().requestFullscreen().catch(leave)
  }
  return (
    <Button icon={Presentation} onClick={() => void enter()}>
      {label}
    </Button>
  )
}

import { useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'

/** A thin bar at the top while a page loads or a form is sent; not for what is done in a blink. */
export function PendingBar() {
  const busy = useNavigation().state !== 'idle'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!busy) return setShown(false)
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [busy])
  if (!shown) return null
  return (
    <div
      role="status"
      aria-label="正在加载"
      className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden bg-accent-100 print:hidden"
    >
      <div className="h-full w-1/3 animate-sweep bg-accent-600" />
    </div>
  )
}

import { Printer } from 'lucide-react'
import { Button } from './button'
import { useHydrated } from './use-hydrated'

/** Without JavaScript it is of no use; its place is kept, or what stands beside it would slip away under the pointer. */
export function PrintButton({ label = '打印' }: { label?: string }) {
  const hydrated = useHydrated()
  return (
    <Button icon={Printer} onClick={() => window.print()} className={hydrated ? undefined : 'invisible'}>
      {label}
    </Button>
  )
}

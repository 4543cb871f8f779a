import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { useHydrated } from './use-hydrated'

/** Only on paper: a title line, the day of printing, who signs. */
export const PrintOnly = ({ children }: { children: ReactNode }) => <div className="hidden print:block">{children}</div>

/** Only on the screen. */
export const ScreenOnly = ({ children }: { children: ReactNode }) => <div className="print:hidden">{children}</div>

/** Without JavaScript it is of no use; its place is kept, or what stands beside it would slip away under the pointer. */
export function PrintButton({ label = '打印' }: { label?: string }) {
  const hydrated = useHydrated()
  return <Button icon={Printer} onClick={() => window.print()} className={hydrated ? undefined : 'invisible'}>{label}</Button>
}

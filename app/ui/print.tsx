import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { useHydrated } from './use-hydrated'

/** Only on paper: a title line, the day of printing, who signs. */
export const PrintOnly = ({ children }: { children: ReactNode }) => <div className="hidden print:block">{children}</div>

/** Only on the screen. */
export const ScreenOnly = ({ children }: { children: ReactNode }) => <div className="print:hidden">{children}</div>

export function PrintButton({ label = '打印' }: { label?: string }) {
  if (!useHydrated()) return null
  return <Button icon={Printer} onClick={() => window.print()}>{label}</Button>
}

import clsx from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from './button'
import type { Flash } from './flash'

const looks = {
  good: { icon: CircleCheck, className: 'text-good' },
  info: { icon: Info, className: 'text-info' },
  warning: { icon: TriangleAlert, className: 'text-warning' },
  danger: { icon: CircleAlert, className: 'text-danger' },
}

const ToastContext = createContext<(toast: Flash) => void>(() => {})

/** `const toast = useToast(); toast({ tone: 'good', text: '已复制' })` for what happens in the browser alone. */
export const useToast = () => useContext(ToastContext)

/** Shows the flash of the request (in the served HTML too) and what useToast says. Errors stay until closed. */
export function Toasts({ flash, children }: { flash?: Flash | null; children: ReactNode }) {
  const [shown, setShown] = useState<Flash | null>(flash ?? null)
  const show = useCallback((toast: Flash) => setShown({ ...toast }), [])
  useEffect(() => {
    if (flash) setShown(flash)
  }, [flash])
  useEffect(() => {
    if (!shown || shown.tone === 'danger') return
    const timer = setTimeout(() => setShown(null), 6000)
    return () => clearTimeout(timer)
  }, [shown])
  const region = useMemo(() => shown && <ToastBox toast={shown} onClose={() => setShown(null)} />, [shown])

  return (
    <ToastContext.Provider value={show}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-0 top-[calc(var(--header)+8px)] z-50 flex justify-center px-4 print:hidden"
      >
        {region}
      </div>
    </ToastContext.Provider>
  )
}

function ToastBox({ toast, onClose }: { toast: Flash; onClose: () => void }) {
  const { icon: Icon, className } = looks[toast.tone] ?? looks.info
  return (
    <div className="pointer-events-auto flex max-w-[560px] items-start gap-2 rounded-lg border border-grey-200 bg-paper py-2 pl-3 pr-1.5 shadow-lg animate-rise">
      <Icon aria-hidden className={clsx('mt-1 h-4 w-4 flex-none', className)} />
      <p className="py-0.5">{toast.text}</p>
      <IconButton label="关闭提示" icon={X} size="small" onClick={onClose} />
    </div>
  )
}

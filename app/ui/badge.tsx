import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'info' | 'good' | 'warning' | 'danger'

const badgeTones: Record<Tone, string> = {
  neutral: 'border-grey-300 bg-grey-100 text-grey-700',
  accent: 'border-accent-200 bg-accent-50 text-accent-700',
  info: 'border-info-line bg-info-soft text-info',
  good: 'border-good-line bg-good-soft text-good',
  warning: 'border-warning-line bg-warning-soft text-warning',
  danger: 'border-danger-line bg-danger-soft text-danger',
}

/** A short word in a box. */
export function Badge({
  tone = 'neutral',
  icon: Icon,
  title,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon
  title?: string
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs leading-[18px]',
        badgeTones[tone],
      )}
    >
      {Icon && <Icon aria-hidden className="h-3 w-3" strokeWidth={2} />}
      {children}
    </span>
  )
}

const dotTones: Record<Tone, string> = {
  neutral: 'text-grey-500',
  accent: 'text-accent-600',
  info: 'text-info',
  good: 'text-good',
  warning: 'text-warning',
  danger: 'text-danger',
}

/** Each shape is readable without its colour: in print, on a projector, by the colour-blind. */
export type DotShape = 'circle' | 'ring' | 'half' | 'square' | 'triangle' | 'diamond' | 'dash'

const shapes: Record<DotShape, ReactNode> = {
  circle: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  half: (
    <>
      <circle cx="5" cy="5" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1.75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" />
    </>
  ),
  square: <rect x="1.5" y="1.5" width="7" height="7" fill="currentColor" />,
  triangle: <path d="M5 .8 9.6 9H.4z" fill="currentColor" />,
  diamond: <path d="M5 .4 9.6 5 5 9.6.4 5z" fill="currentColor" />,
  dash: <rect x="1" y="4" width="8" height="2" fill="currentColor" />,
}

/** A state: shape, colour and word together. */
export function StatusDot({
  tone = 'neutral',
  shape = 'circle',
  children,
}: {
  tone?: Tone
  shape?: DotShape
  children: ReactNode
}) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <svg aria-hidden viewBox="0 0 10 10" className={clsx('h-2.5 w-2.5 flex-none', dotTones[tone])}>
        {shapes[shape]}
      </svg>
      {children}
    </span>
  )
}

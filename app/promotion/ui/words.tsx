import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import { Decimal, formatNumber, formatPercent, percent } from '~/shared/money'
import { StatusDot, type DotShape, type Tone } from '~/ui/badge'
import { STATE_NAMES, type MemberState } from '../domain/batch'

/** 万元 as a bare number of 亿元. */
export function amountInYi(wan: number): string {
  return formatNumber(new Decimal(wan).div(10_000))
}

/** 2021-09-08, 2021-09-08 至 09-11. */
export function daysHeld(from: Day, to: Day): string {
  if (from === to) return from
  return `${from} 至 ${from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to}`
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '' : formatPercent(percent(part, whole))
}

/** A number that leads to what it counts; nothing is led to by a zero. */
export function Count({ value, to, label, tone }: { value: number; to: string; label: string; tone?: 'danger' }) {
  if (value === 0) return <span className="text-grey-500">0</span>
  return (
    <Link to={to} aria-label={label} className={tone === 'danger' ? 'font-medium text-danger' : undefined}>
      {value}
    </Link>
  )
}

/** 3/12: so many of so many, each with its list. */
export function Part({
  done,
  all,
  doneTo,
  allTo,
  label,
}: {
  done: number
  all: number
  doneTo: string
  allTo: string
  label: string
}): ReactNode {
  if (all === 0) return <span className="text-grey-500">—</span>
  return (
    <span className="whitespace-nowrap">
      <Count value={done} to={doneTo} label={`${label}已兑现 ${done} 个`} />
      <span className="text-grey-500"> / </span>
      <Count value={all} to={allTo} label={`${label}共 ${all} 个`} />
    </span>
  )
}

const LOOKS: Record<MemberState, { tone: Tone; shape: DotShape }> = {
  overdue: { tone: 'danger', shape: 'triangle' },
  waiting: { tone: 'accent', shape: 'diamond' },
  done: { tone: 'good', shape: 'circle' },
  ended: { tone: 'neutral', shape: 'dash' },
}

export function StateDot({ state, children }: { state: MemberState; children?: ReactNode }) {
  return <StatusDot {...LOOKS[state]}>{children ?? STATE_NAMES[state]}</StatusDot>
}

/** What goes with a batch or an event that is deleted. */
export function Going({ entries, names }: { entries: number; names: readonly string[] }) {
  const more = names.length < entries ? '等' : ''
  return (
    <>
      {entries > 0 && `其中 ${entries} 项列入随之取消：${names.join('、')}${more}；项目本身不动。`}
      删除后不能恢复，日志里仍有记录。
    </>
  )
}

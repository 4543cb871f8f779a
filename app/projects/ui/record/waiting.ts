import { daysBetween, type Day } from '~/shared/day'
import type { RecordView } from './view'

/** How long ago it was signed, and how long starting has been waited for; null before signing. */
export function waitingText(
  { reached, status }: Pick<RecordView, 'reached' | 'status'>,
  today: Day,
): { text: string; late: boolean } | null {
  const signed = reached.signed
  if (!signed) return null
  const about = signed.occurred.precision === 'day' ? '' : '约 '
  const started = reached.started
  if (started) {
    const days = daysBetween(signed.from, started.from)
    const mark = days < 0 ? '（开工早于签约，±）' : ''
    return { text: `签约到开工 ${about}${Math.max(0, days)} 天${mark}`, late: false }
  }
  const days = Math.max(0, daysBetween(signed.from, today))
  if (status === 'ended') return { text: `签约 ${about}${days} 天，已终止`, late: false }
  return { text: `签约 ${about}${days} 天，未开工`, late: true }
}

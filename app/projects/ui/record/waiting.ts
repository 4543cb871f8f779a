import { daysBetween, type Day } from '~/shared/day'
import type { RecordView } from './view'

/** How long ago it was signed, and how long starting has been waited for; null before signing. */
export function waitingText(
  { reached, status }: Pick<RecordView, 'reached' | 'status'>,
  today: Day,
): { text: string; late: boolean } | null {
  const signed = reached.signed
  if (!signed) return null
  const started = reached.started
  if ([signed, started].some((each) => each?.occurred.precision === 'unknown')) {
    const unknown = `${signed.occurred.precision === 'unknown' ? '签约' : '开工'}日期不详`
    if (started) return { text: `已开工，${unknown}`, late: false }
    return status === 'ended' ? { text: `${unknown}，已终止`, late: false } : { text: `${unknown}，未开工`, late: true }
  }
  const about = signed.occurred.precision === 'day' ? '' : '约 '
  if (started) {
    const days = daysBetween(signed.from, started.from)
    const mark = days < 0 ? '（开工早于签约，±）' : ''
    return { text: `签约到开工 ${about}${Math.max(0, days)} 天${mark}`, late: false }
  }
  const days = Math.max(0, daysBetween(signed.from, today))
  if (status === 'ended') return { text: `签约 ${about}${days} 天，已终止`, late: false }
  return { text: `签约 ${about}${days} 天，未开工`, late: true }
}

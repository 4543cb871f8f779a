const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A moment as people here write it: `2026-03-01 09:05`, in Asia/Shanghai. */
export function momentText(moment: Date): string {
  return format.format(moment).replace(', ', ' ')
}

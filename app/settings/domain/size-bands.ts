import type { z } from 'zod'

/** `fromWan`: the lower bound in 万元, which belongs to the band. */
export type SizeBand = { fromWan: number; label: string }

const LINE = /^(\d{1,12}(?:\.\d{1,2})?)\s+(\S.{0,39})$/

/** Bands from the largest down to 0, as a list or as lines `下限 名称`; a message for each line that is none. */
export function parseSizeBands(given: readonly SizeBand[] | string, context: z.RefinementCtx): SizeBand[] {
  const fault = (message: string) => context.addIssue({ code: 'custom', message })
  const bands = typeof given === 'string' ? readLines(given, fault) : [...given]
  if (bands.length === 0 || bands.at(-1)?.fromWan !== 0) fault('最后一段的下限应为 0')
  for (const [at, band] of bands.entries()) {
    const above = bands[at - 1]
    if (above && above.fromWan <= band.fromWan) fault(`“${band.label}”的下限应小于上一段`)
    if (bands.findIndex(({ label }) => label === band.label) < at) fault(`“${band.label}”出现了两次`)
  }
  return bands
}

function readLines(text: string, fault: (message: string) => void): SizeBand[] {
  const lines = text.slice(0, 2000).split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const [, from, label] = LINE.exec(line.trim()) ?? []
    if (from && label) return [{ fromWan: Number(from), label }]
    fault(`第 ${at + 1} 行应为“下限（万元）、空格、名称”，如 10000 1亿元及以上`)
    return []
  })
}

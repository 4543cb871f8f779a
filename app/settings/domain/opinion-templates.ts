import { z } from 'zod'

/** Whom a template asks: the department, its working days, and what it is asked. */
export interface OpinionQuestion {
  template: string
  unit: string
  workingDays: number
  question: string
}

/** The longest that a department may be given. */
export const MOST_OPINION_DAYS = 60

const LINE = /^([^|]{1,20})\|([^|]{1,30})\|\s*(\d{1,2})\s*(?:个?工作日)?\s*\|(.{1,200})$/

/** One line `模板 | 部门 | 工作日 | 请部门答复什么`; null where it is none. */
export function readOpinionLine(line: string): OpinionQuestion | null {
  const [, template, unit, days, question] = LINE.exec(line.replace(/｜/g, '|')) ?? []
  const workingDays = Number(days)
  if (!template?.trim() || !unit?.trim() || !question?.trim()) return null
  if (workingDays < 1 || workingDays > MOST_OPINION_DAYS) return null
  return { template: template.trim(), unit: unit.trim(), workingDays, question: question.trim() }
}

/** Lines of templates, as a list or as text; a message for each that cannot be read. */
export const opinionLines = z
  .union([z.array(z.string()), z.string()], '请填写模板')
  .transform((given) =>
    (typeof given === 'string' ? given.slice(0, 20_000).split('\n') : given).map((line) => line.trim()).filter(Boolean),
  )
  .superRefine((lines, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    if (lines.length === 0) refuse('请至少填写一行')
    if (lines.length > 100) refuse('不超过 100 行')
    const seen = new Set<string>()
    for (const [at, line] of lines.entries()) {
      const read = readOpinionLine(line)
      if (!read) {
        refuse(`第 ${at + 1} 行应为“模板 | 部门 | 工作日 | 请部门答复什么”，工作日为 1 到 ${MOST_OPINION_DAYS}`)
        continue
      }
      const key = `${read.template} ${read.unit}`
      if (seen.has(key)) refuse(`第 ${at + 1} 行：“${read.template}”里已有“${read.unit}”`)
      seen.add(key)
    }
  })

/** The templates by their names, in the order of the lines. */
export function opinionTemplates(lines: readonly string[]): Map<string, OpinionQuestion[]> {
  const templates = new Map<string, OpinionQuestion[]>()
  for (const read of lines.flatMap((line) => readOpinionLine(line) ?? [])) {
    const asked = templates.get(read.template)
    if (asked) asked.push(read)
    else templates.set(read.template, [read])
  }
  return templates
}

import { z } from 'zod'
import { industryCode, levelOf, type IndustryCode } from '~/parks/domain/industry-code'
import { countInput, longTextInput, optionalId, textInput, wordsInput } from '~/shared/field-inputs'
import { quoted, tidyName } from '~/shared/text'

/** Where on a chain its segments lie. */
export const TIERS = ['upstream', 'midstream', 'downstream'] as const
export type Tier = (typeof TIERS)[number]

export const TIER_NAMES: Record<Tier, string> = { upstream: '上游', midstream: '中游', downstream: '下游' }

/** What a park is to a chain. */
export const POSITIONS = ['leading', 'supporting'] as const
export type Position = (typeof POSITIONS)[number]

export const POSITION_NAMES: Record<Position, string> = { leading: '主导', supporting: '配套' }

/** Projects and parks name a chain in no more. */
const MAX_NAME = 30

export const nameInput = (label: string, max: number) =>
  z
    .string({ error: `请填写${label}` })
    .transform(tidyName)
    .pipe(z.string().min(1, `请填写${label}`).max(max, `${label}不超过 ${max} 个字`))

const parkNames = (label: string) => wordsInput(label, { most: 30, max: 60 })

/** A chain as its form and its row in a workbook give it; parks by their names. */
export const chainInput = z
  .object({
    name: nameInput('名称', MAX_NAME),
    aliases: wordsInput('别名', { most: 20, max: MAX_NAME }),
    leader: textInput('链长', 30),
    leaderTitle: textInput('链长职务', 60),
    unitId: optionalId(),
    leadingParks: parkNames('主导园区'),
    supportingParks: parkNames('配套园区'),
    note: longTextInput('说明', 2000),
  })
  .superRefine(({ name, aliases, leadingParks, supportingParks }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (aliases.includes(name)) refuse('aliases', '别名与名称相同')
    const both = supportingParks.find((park) => leadingParks.includes(park))
    if (both) refuse('supportingParks', `${quoted(both)}已列为主导园区`)
  })

export type ChainInput = z.output<typeof chainInput>

/** Codes of the standard, a division or finer, without the letters of their sections. */
const codesInput = wordsInput('行业代码', { most: 30, max: 10 }).transform((words, context): IndustryCode[] => {
  const codes = words.map((word) => ({ word, code: industryCode(word) }))
  for (const { word, code } of codes)
    if (code === null || levelOf(code) === 'section')
      context.addIssue({
        code: 'custom',
        message: `${quoted(word)}不是 GB/T 4754-2017 的大类、中类或小类代码，如 C38、3825`,
      })
  return [...new Set(codes.flatMap(({ code }) => code ?? []))]
})

/** A node as its form gives it; without a place it stands last. */
export const nodeInput = z.object({
  segmentId: z.uuid('请选择环节'),
  name: nameInput('节点名称', 60),
  codes: codesInput,
  tags: wordsInput('标签', { most: 20, max: 20 }),
  place: z
    .union([z.literal('').transform(() => null), z.null(), countInput('次序', '位', { min: 1, max: 999 })])
    .optional()
    .transform((place) => place ?? null),
  note: longTextInput('说明', 2000),
})

export type NodeInput = z.output<typeof nodeInput>

/** One segment as the form of a chain's segments gives it; one without a name is left out. */
const segmentRow = z.object({
  id: optionalId(),
  tier: z.enum(TIERS, { error: '请选择上游、中游或下游' }),
  name: textInput('环节名称', 60),
})

export type SegmentRow = z.output<typeof segmentRow>

/** The segments of a chain, in their order. */
export const segmentsInput = z.object({
  segments: z
    .array(segmentRow)
    .max(40, '环节不超过 40 个')
    .superRefine((rows, context) => {
      const names = rows.map(({ name }) => name)
      for (const [at, name] of names.entries())
        if (name !== null && names.indexOf(name) < at)
          context.addIssue({ code: 'custom', path: [at, 'name'], message: '环节名称重复' })
    }),
})

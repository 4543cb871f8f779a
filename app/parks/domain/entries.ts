import { z } from 'zod'
import { decimalInput, wordsInput } from '~/shared/field-inputs'
import { seenVersion } from '~/shared/versions'
import { tidyName } from '~/shared/text'

/** What the dictionary names: parks and industries, each with earlier names and synonyms that ledgers use. */
export const ENTRY_KINDS = ['park', 'industry'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export const ENTRY_NAMES: Record<EntryKind, string> = { park: '园区', industry: '产业' }

export const entryName = z
  .string('请填写名称')
  .transform(tidyName)
  .pipe(z.string().min(1, '请填写名称').max(60, '名称不超过 60 个字'))

const id = (message: string) => z.uuid(message)
const optionalUnit = z
  .union([z.uuid('请从列表中选择'), z.literal(''), z.null()])
  .optional()
  .transform((value) => value || null)

export const newEntryInput = z.object({ name: entryName, unitId: optionalUnit })
export const renameInput = seenVersion.extend({ name: entryName })
export const synonymInput = seenVersion.extend({ synonym: entryName })
export const mergeInput = seenVersion.extend({ intoId: id('请选择并入哪一个') })

/** What a park has beside its names. */
export const parkInput = seenVersion.extend({
  unitId: optionalUnit,
  chains: wordsInput('主导产业链', { most: 20, max: 30 }),
  minIntensityWanPerMu: decimalInput('投资强度', '万元/亩', 99_999_999),
})

export const newTeamInput = z.object({ name: entryName, unitId: id('请选择牵头单位') })
export const teamInput = seenVersion.extend({ name: entryName, unitId: id('请选择牵头单位') })
export const memberInput = seenVersion.extend({ userId: id('请选择人员') })

interface ParkFacts {
  unitId: string | null
  chains: readonly string[]
  minIntensityWanPerMu: { toString(): string } | null
}

/** A park's facts as its form holds them. */
export function parkFormValues({ unitId, chains, minIntensityWanPerMu }: ParkFacts) {
  return { unitId, chains: chains.join('、'), minIntensityWanPerMu: minIntensityWanPerMu?.toString() ?? null }
}

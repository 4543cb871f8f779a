import { isPending } from '~/shared/blank-text'
import { squeeze } from '~/shared/text'
import { isUscc } from '~/shared/uscc'

/** How far a project's code tells projects apart: everywhere, among the files of one place, or not at all. */
export type CodeReach = 'everywhere' | 'place' | 'none'

/** 统一项目代码: year, region, industry, kind, serial. */
const NATIONAL = /^(?:20\d\d)-?(\d{6})-?\d{2}-?\d{2}-?(\d{6})$/
const RUNS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz']

/** Says of a code whether it can be one project's own: placeholders and the codes of companies are nobody's. */
export function codeReach(code: string): CodeReach {
  const bare = squeeze(code).replace(/\s/g, '').toLowerCase()
  const national = NATIONAL.exec(bare)
  if (national) return national.slice(1).some((part) => /^0+$/.test(part ?? '')) ? 'none' : 'everywhere'
  const signs = bare.replace(/[^\p{L}\p{N}]/gu, '')
  const isOneSign = signs.length > 1 && new Set(signs).size === 1
  const isRun = signs.length >= 4 && RUNS.some((run) => run.includes(signs))
  return !/[\da-z]/.test(bare) ||
    /^[0x]*$/.test(signs) ||
    isPending(code) ||
    isOneSign ||
    isRun ||
    isUscc(bare.toUpperCase())
    ? 'none'
    : 'place'
}

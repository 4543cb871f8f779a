import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '~/platform/env'
import type { CriterionResult } from '~/screening/domain/evaluation/evaluate'
import { screeningFile } from '~/screening/domain/inputs'
import { evaluateProposal } from '~/screening/server/evaluate-proposal'
import { VERDICT_NAMES } from '~/screening/domain/rules/rule-set'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { formatNumber } from '~/shared/money'
import { valueOf, type Command } from './command'
import { table } from './table'

const STATUS_NAMES = { pass: '达标', fail: '不达标', unknown: '资料不全', info: '参考' }

const exact = (value: number | null) => (value === null ? null : formatNumber(value, 4))

const COLUMNS = [
  { title: '标准', value: ({ label }: CriterionResult) => label },
  { title: '结果', value: ({ status }: CriterionResult) => STATUS_NAMES[status] },
  { title: '实际', value: ({ actual }: CriterionResult) => exact(actual) },
  { title: '要求', value: ({ threshold }: CriterionResult) => exact(threshold) },
  { title: '单位', value: ({ unit }: CriterionResult) => unit },
  { title: '得分', value: ({ points }: CriterionResult) => exact(points) },
  { title: '依据', value: ({ source }: CriterionResult) => source },
]

/** A proposal is a page of numbers. */
const MAX_BYTES = 1_000_000

export const screeningCommands: Command[] = [
  {
    name: 'screen',
    arguments: ['文件'],
    summary: '按规则集试算一个项目（JSON），不保存',
    details: '文件是输入本身，或 {"inputs": {…}}。没有给的输入作未知，不作零。',
    options: {
      rules: { value: '规则集', help: '规则集的标识，如 county-intensity-100；文件里写了 ruleSetId 的可省' },
    },
    run: async (context, given) => {
      const { ruleSetId, inputs } = await readProposal(given.arguments[0] ?? '')
      const id = valueOf(given, 'rules') ?? ruleSetId
      if (!id) throw new AppError('invalid', { userMessage: '请用 --rules 指定规则集' })
      const result = await evaluateProposal(context, { ruleSetId: id, inputs })
      const score = result.score === null ? '' : `，${formatNumber(result.score)} 分`
      return { document: result, text: `${VERDICT_NAMES[result.verdict]}${score}\n${table(result.criteria, COLUMNS)}` }
    },
  },
]

async function readProposal(name: string) {
  // npm runs a script in the project's folder, and keeps where it was called.
  const file = path.resolve(env().INIT_CWD ?? '.', name)
  const { size } = await stat(file).catch(() => ({ size: -1 }))
  if (size < 0) throw new AppError('invalid', { userMessage: `没有这个文件：${file}` })
  if (size > MAX_BYTES) throw new AppError('invalid', { userMessage: '文件过大，一个项目的输入不超过 1 MB' })
  let content: unknown
  try {
    content = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError('invalid', { userMessage: '文件不是 JSON', cause })
  }
  return parseInput(screeningFile, content)
}

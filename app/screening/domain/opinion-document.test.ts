import { expect, test } from 'vitest'
import { ENERGY_LIMITS } from './energy/limits'
import { evaluate } from './evaluation/evaluate'
import type { ScreeningInputs } from './inputs'
import { opinionDocument, type OpinionFrame } from './opinion-document'
import { READY_MADE } from './ready-made/ready-made'

const ruleSets = READY_MADE.filter(({ id }) => id === 'county-intensity-100')
const on = '2026-11-06'

function documentOf(inputs: ScreeningInputs, over: Partial<OpinionFrame> = {}) {
  return opinionDocument({
    project: { name: '走查项目' },
    number: 1,
    state: 'draft',
    inputs,
    dossier: {},
    ruleSets,
    exceptions: [],
    evaluation: evaluate(ruleSets, inputs, { on }),
    promises: [],
    opinions: [],
    decisions: [],
    on,
    county: '澄川县',
    person: '陆安澜',
    today: on,
    ...over,
  })
}

test.each([
  [5000, ['一、结论', '二、方案', '三、逐项', '四、签署']],
  [4800, ['一、结论', '二、方案', '三、逐项', '四、建议', '五、签署']],
])('with %d 万元 on 50 亩 the headings of the opinion are %j', (fixedAssetInvestmentWan, headings) => {
  const { blocks } = documentOf({ landMu: 50, fixedAssetInvestmentWan })
  expect(blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual(headings)
})

test('departments and their conditions are printed, and what was decided; what is only on an agenda is not', () => {
  const condition = {
    text: '取得排污指标',
    unit: { name: '县生态环境局' },
    dueOn: '2026-12-01',
    state: 'open',
  } as const
  const opinion = { unit: { name: '县生态环境局' }, answeredOn: '2026-11-03', recusalReason: null, text: '可行' }
  const meeting = (name: string) => ({ name, heldOn: '2026-11-05' })
  const { blocks } = documentOf(
    { landMu: 50, fixedAssetInvestmentWan: 5000, unitEnergy: [{ limit: ENERGY_LIMITS[0]!.id, actual: 1 }] },
    {
      opinions: [{ ...opinion, state: 'answered', answer: 'conditional', conditions: [condition] }],
      decisions: [
        { meeting: meeting('第 8 次招委会'), decision: null, note: null, conditions: [] },
        { meeting: meeting('第 7 次招委会'), decision: 'passed', note: '同意引进', conditions: [] },
      ],
    },
  )
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
  expect(rows).toContainEqual([
    '县生态环境局',
    '有条件同意',
    '可行\n条件：取得排污指标（县生态环境局，2026-12-01 前，待落实）',
    '2026-11-03',
  ])
  expect(rows).toContainEqual(['第 7 次招委会', '通过', '同意引进', '2026-11-05'])
  expect(JSON.stringify(rows)).not.toContain('第 8 次')
  expect(JSON.stringify(blocks)).toContain('达到 1 级')
})

import { expect, test } from 'vitest'
import { evaluate } from './evaluation/evaluate'
import { opinionDocument } from './opinion-document'
import { READY_MADE } from './ready-made/ready-made'

const ruleSets = READY_MADE.filter(({ id }) => id === 'county-intensity-100')
const on = '2026-11-06'

test.each([
  [5000, ['一、结论', '二、方案', '三、逐项', '四、签署']],
  [4800, ['一、结论', '二、方案', '三、逐项', '四、建议', '五、签署']],
])('with %d 万元 on 50 亩 the headings of the opinion are %j', (fixedAssetInvestmentWan, headings) => {
  const inputs = { landMu: 50, fixedAssetInvestmentWan }
  const { blocks } = opinionDocument({
    project: { name: '走查项目' },
    number: 1,
    state: 'draft',
    inputs,
    dossier: {},
    ruleSets,
    exceptions: [],
    evaluation: evaluate(ruleSets, inputs, { on }),
    promises: [],
    on,
    county: '澄川县',
    person: '陆安澜',
    today: on,
  })
  expect(blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual(headings)
})

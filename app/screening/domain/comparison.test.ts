import { expect, test } from 'vitest'
import { comparedRows, type Candidate } from './comparison'
import { evaluate } from './evaluation/evaluate'
import type { ScreeningInputs } from './inputs'
import { READY_MADE } from './ready-made/ready-made'

const ruleSets = READY_MADE.filter(({ id }) => ['county-intensity-100', 'scored-40-30-20-10'].includes(id))

const candidate = (inputs: ScreeningInputs): Candidate => ({
  inputs,
  evaluation: evaluate(ruleSets, inputs, { on: '2026-11-06' }),
})

test('a criterion of the same name stands once in each rule set, and what misses it is marked', () => {
  const tables = comparedRows([
    candidate({ landMu: 10, fixedAssetInvestmentWan: 2000 }),
    candidate({ landMu: 10, fixedAssetInvestmentWan: 4000 }),
  ])
  const intensity = tables.flatMap(({ title, rows }) =>
    rows.flatMap(({ label, cells }) =>
      label === '投资强度' ? [[title.slice(0, 4), ...cells.map(({ missed }) => missed)]] : [],
    ),
  )
  expect(intensity).toEqual([
    ['县（市、', false, false],
    ['园区规定', true, false],
  ])
  const land = tables.flatMap(({ rows }) => rows).find(({ label }) => label === '用地面积')
  expect(land?.cells.map(({ text }) => text)).toEqual(['10 亩', '10 亩'])
})

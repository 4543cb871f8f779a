import { expect, test } from 'vitest'
import { formValuesOf, saidOver, screeningForm, type Kept } from './form'

const KEPT: Kept = {
  inputs: {
    landMu: 13.3695,
    annualTaxWan: 100,
    twoHigh: false,
    landUseCode: '100101',
    energy: [
      { carrier: 'electricity', amount: 8_136_697, unit: 'kWh' },
      { carrier: 'crudeOil', amount: 2, unit: 't' },
    ],
    vetoes: { dishonest: false, penaltyOpen: true },
    ratings: { funds: 'good' },
  },
  dossier: { products: '阀门', dueDiligence: { tax: { value: '300 万元', source: '税务', on: '2026-01-05' } } },
}

/** What a form with these boxes comes to. */
function said(boxes: Record<string, unknown>, kept = KEPT) {
  const given = { ruleSets: ['county-intensity-100'], ...boxes }
  return saidOver(kept, screeningForm.parse(given), given)
}

test('a form sent as it was shown changes nothing, to the last place', () => {
  const { inputs, dossier } = said({ ...formValuesOf(KEPT.inputs), dossier: KEPT.dossier })
  // Carriers stand in another order where some have no box.
  expect({
    ...inputs,
    energy: inputs.energy?.toSorted((one, other) => one.carrier.localeCompare(other.carrier)),
  }).toEqual({
    ...KEPT.inputs,
    energy: KEPT.inputs.energy?.toSorted((one, other) => one.carrier.localeCompare(other.carrier)),
  })
  expect(dossier).toMatchObject(KEPT.dossier)
})

test('a form without boxes changes nothing', () => {
  expect(said({}).inputs).toEqual(KEPT.inputs)
})

test('a box that was emptied takes its number, answer or carrier back', () => {
  const { inputs } = said({
    landMu: null,
    twoHigh: null,
    landUseCode: null,
    energy: { electricity: null },
    vetoes: { dishonest: null },
    ratings: { funds: null },
    dossier: { products: null },
  })
  expect(inputs).toEqual({
    annualTaxWan: 100,
    energy: [{ carrier: 'crudeOil', amount: 2, unit: 't' }],
    vetoes: { penaltyOpen: true },
  })
})

test('numbers are read as people write them, energy in the unit of its box, pollutants to four places', () => {
  const { inputs } = said(
    { fixedAssetInvestmentWan: '1.2亿', landMu: '2公顷', emissionsT: '0.0042', energy: { electricity: '813.67' } },
    { inputs: {}, dossier: {} },
  )
  expect(inputs).toEqual({
    fixedAssetInvestmentWan: 12_000,
    landMu: 30,
    emissionsT: 0.0042,
    energy: [{ carrier: 'electricity', amount: 813.67, unit: '万kWh' }],
  })
})

test('what is no number, negative or absurd is refused at its box', () => {
  const read = screeningForm.safeParse({
    ruleSets: ['a'],
    landMu: '很多',
    staff: '-3',
    chainFit: '101',
    energy: { rawCoal: '-1' },
    industryCode: '通用设备',
  })
  expect(read.error?.issues.map(({ path }) => path.join('.')).toSorted()).toEqual([
    'chainFit',
    'energy.rawCoal',
    'industryCode',
    'landMu',
    'staff',
  ])
})

test('products are held to their limits by rows, less than zero for a converter that gives energy back', () => {
  const converter = 'GB 21256-2025 转炉工序 工序单位产品能耗'
  const rows = [
    { limit: converter, actual: '-29' },
    { limit: '', actual: '5' },
  ]
  expect(said({ unitEnergy: rows }, { inputs: {}, dossier: {} }).inputs).toEqual({
    unitEnergy: [{ limit: converter, actual: -29 }],
  })
})

import { expect, test } from 'vitest'
import { ENERGY_LIMITS } from './energy/limits'
import { formValuesOf } from './form'
import { READY_MADE } from './ready-made/ready-made'
import { bookOfProposal, proposalFromBook } from './workbook'

const CHOSEN = READY_MADE.filter(({ id }) => id.startsWith('standard-land') || id.startsWith('scored'))

const VALUES = {
  ...formValuesOf({
    landMu: 50,
    annualTaxWan: 1200.5,
    industryCode: 'C3511',
    landUseCode: '100101',
    twoHigh: false,
    energy: [{ carrier: 'electricity', amount: 400, unit: '万kWh' }],
    unitEnergy: [{ limit: ENERGY_LIMITS[0]!.id, actual: 7.5 }],
  }),
  dossier: {
    products: '减速机 20 万台',
    dueDiligence: { tax: { value: '三年 600 万元', source: '税务局', on: '2021-05-31' } },
  },
}

test('the workbook holds what the form holds, and reads back as it was', () => {
  const { values, notes } = proposalFromBook(bookOfProposal(VALUES, CHOSEN), VALUES, CHOSEN)
  expect(values).toEqual({
    ...VALUES,
    unitEnergy: [{ limit: ENERGY_LIMITS[0]!.id, actual: '7.5' }],
  })
  expect(notes).toEqual([])
})

test('filled into an empty form it says the same, and a blank cell takes nothing away', () => {
  const empty = { ...formValuesOf({ staff: 80 }), dossier: {} }
  const { values } = proposalFromBook(bookOfProposal(VALUES, CHOSEN), empty, CHOSEN)
  expect(values).toMatchObject({ landMu: '50', twoHigh: 'no', landUseCode: '100101', staff: '80' })
})

test('every question of the workbook has a name of its own', () => {
  const items = bookOfProposal(VALUES, READY_MADE).proposal.map(({ values }) => values.item)
  expect(new Set(items).size).toBe(items.length)
})

test('what is no question, and what is no answer to one, is named', () => {
  const said = (item: string, value: string, row = 3) => ({ row, values: { item, value } })
  const book = {
    proposal: [
      said('属“两高”项目', '大概'),
      said('投资强度', '300', 4),
      said('用地面积', '三十亩', 5),
      said('用地面积', '40', 6),
    ],
    products: [{ row: 2, values: { limit: '月饼', actual: '3' } }],
    findings: [said('面相', '好')],
  }
  const { values, read, notes } = proposalFromBook(book, { landMu: '50' }, CHOSEN)
  // The form refuses it at its box.
  expect(values).toEqual({ landMu: '三十亩' })
  expect(read).toBe(1)
  expect(notes).toEqual([
    '“方案”第 3 行“属“两高”项目”填的“大概”不在可选的答案里，没有读',
    '“方案”第 4 行的“投资强度”不是这次预审的项目，没有读',
    '“方案”第 6 行又写了“用地面积”，没有读，以前一行为准',
    '“单位产品能耗”第 2 行的“月饼”没有国家限额，没有读',
    '“尽职调查”第 3 行的“面相”不是调查的项目，没有读',
  ])
})

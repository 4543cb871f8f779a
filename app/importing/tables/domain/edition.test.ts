import { expect, test } from 'vitest'
import { editionSigns, recogniseEdition, titleKey } from './edition'

const file = (title: string, rows: number, reportedBy: string | null = null) =>
  editionSigns([{ name: 'Sheet1', included: true, tables: [{ title, reportedBy }] }], rows)
const earlier = (id: string, title: string, rows: number, shared: number, reportedBy: string | null = null) => ({
  id,
  shared,
  ...file(title, rows, reportedBy),
})

test('a title is the same from month to month', () => {
  const keys = ['2020年1-5月签约项目台账', '2020年1—6月签约项目台账（截至6月30日）', '2020年上半年签约项目台账'].map(
    titleKey,
  )
  expect(new Set(keys)).toEqual(new Set(['签约项目台账']))
})

test('of the earlier imports that share enough, the latest is the one before', () => {
  const may = earlier('may', '5月签约项目台账', 120, 118)
  const april = earlier('april', '4月签约项目台账', 110, 108)
  expect(recogniseEdition(file('6月签约项目台账', 125), [may, april])).toBe(may)
})

test('under one title a fifth of the subjects is enough, under another it takes half', () => {
  const signed = file('签约项目台账', 100)
  expect(recogniseEdition(signed, [earlier('a', '签约项目台账', 100, 20)])).not.toBeNull()
  expect(recogniseEdition(signed, [earlier('a', '签约项目台账', 100, 19)])).toBeNull()
  expect(recogniseEdition(signed, [earlier('a', '重点项目表', 100, 50)])).not.toBeNull()
  expect(recogniseEdition(signed, [earlier('a', '重点项目表', 100, 49)])).toBeNull()
})

test("a town's part of the county's ledger is no edition of the whole", () => {
  expect(recogniseEdition(file('某镇项目表', 12), [earlier('county', '全县签约项目台账', 130, 12)])).toBeNull()
})

test('what another unit has reported is no edition, however much they share', () => {
  const mine = file('签约项目台账', 50, '甲县招商局')
  expect(recogniseEdition(mine, [earlier('b', '签约项目台账', 50, 50, '乙县招商局')])).toBeNull()
  expect(recogniseEdition(mine, [earlier('a', '签约项目台账', 50, 50, '甲县招商局')])).not.toBeNull()
})

test('the names that programs give to sheets are no titles', () => {
  expect(editionSigns([{ name: 'Sheet1', included: true, tables: [] }], 1).titles.size).toBe(0)
})

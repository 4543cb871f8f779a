import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { readRows, type LedgerReading } from '~test/ledger-reading'

vi.setConfig({ testTimeout: 120_000 })

const SYLLABLES = ['恒', '远', '锐', '晶', '辉', '安', '泰', '华', '科', '腾', '力', '宏']
const word = fc.array(fc.constantFrom(...SYLLABLES), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))

interface Project {
  name: string
  investor: string
  wan: number
  signed: string
  started: boolean
  mu: number | null
}

const project = fc.record({
  name: word,
  investor: word,
  wan: fc.integer({ min: 100, max: 90_000 }),
  signed: fc
    .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ month, day }) => `2022-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  started: fc.boolean(),
  mu: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
})

/** Projects of which no two are alike, in groups. */
const groups = fc
  .array(fc.array(project, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
  .map((all) => {
    let count = 0
    const own = (it: Project) => {
      count++
      return {
        ...it,
        name: `${it.name}${SYLLABLES[count % 12]}第${count}号项目`,
        investor: `${it.investor}${count}有限公司`,
      }
    }
    return all.map((group) => group.map(own))
  })

const HEADINGS = ['装备制造产业', '电子信息产业', '绿色食品产业']
const ORDINALS = ['一', '二', '三']

interface Shape {
  /** places of the columns */
  order: number[]
  reversed: boolean
  headings: boolean
  rollups: boolean
  total: 'none' | 'top' | 'bottom'
  blanks: boolean
  note: boolean
}

const shape: fc.Arbitrary<Shape> = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
  reversed: fc.boolean(),
  headings: fc.boolean(),
  rollups: fc.boolean(),
  total: fc.constantFrom('none', 'top', 'bottom'),
  blanks: fc.boolean(),
  note: fc.boolean(),
})

const HEADER = ['项目名称', '投资方', '总投资（万元）', '签约时间', '是否开工', '面积（亩）']
const PLAIN: Shape = {
  order: [0, 1, 2, 3, 4, 5],
  reversed: false,
  headings: false,
  rollups: false,
  total: 'none',
  blanks: false,
  note: false,
}

const wanOf = (projects: readonly Project[]) => projects.reduce((sum, { wan }) => sum + wan, 0)

/** The rows of a ledger that tells these projects in a shape. */
function ledger(all: readonly (readonly Project[])[], given: Shape, lie = 0): unknown[][] {
  const placed = (cells: unknown[]) => given.order.map((at) => cells[at])
  const rows: unknown[][] = [['2022年签约项目台账'], ['序号', ...placed(HEADER)]]
  const sum = (label: string, projects: readonly Project[], more = 0) => [
    label,
    ...placed([null, null, wanOf(projects) + more, null, null, null]),
  ]
  if (given.total === 'top') rows.push(sum('合计', all.flat(), lie))
  let serial = 0
  all.forEach((group, at) => {
    if (given.rollups) {
      const cells = placed([HEADINGS[at]!, null, wanOf(group), null, null, null])
      rows.push([ORDINALS[at], ...cells])
    } else if (given.headings) rows.push([`${ORDINALS[at]}、${HEADINGS[at]}（${group.length}个）`])
    for (const it of given.reversed ? [...group].reverse() : group) {
      serial++
      rows.push([serial, ...placed([it.name, it.investor, it.wan, it.signed, it.started ? '是' : '否', it.mu])])
      if (given.blanks && serial % 2 === 0) rows.push([])
    }
  })
  if (given.total === 'bottom') rows.push(sum('合计', all.flat(), lie))
  if (given.note) rows.push(['填表人：某某'])
  return rows
}

const told = (reading: LedgerReading) =>
  reading.standing
    .map(({ draft: { name, investor, investmentWan, landMu, events } }) =>
      JSON.stringify({ name, investor, investmentWan, landMu, events }),
    )
    .sort()

const filledRows = (rows: readonly unknown[][]) =>
  rows.filter((row) => row.some((cell) => cell !== null && cell !== undefined)).length

test('no order of columns or rows, no blank row, heading, roll-up or total changes a project', async () => {
  await fc.assert(
    fc.asyncProperty(groups, shape, async (all, given) => {
      const plain = await readRows(ledger(all, PLAIN))
      const shaped = await readRows(ledger(all, given))
      expect(told(shaped)).toEqual(told(plain))
      expect(shaped.standing).toHaveLength(all.flat().length)
    }),
    { numRuns: 60 },
  )
})

test('every filled row is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(groups, shape, async (all, given) => {
      const rows = ledger(all, given)
      const { readings, filled } = await readRows(rows)
      const counted = readings.flatMap(({ accounted }) => Object.values(accounted)).reduce((sum, it) => sum + it, 0)
      expect(counted).toBe(filledRows(rows))
      expect(filled).toBe(counted)
    }),
    { numRuns: 60 },
  )
})

test('every amount and area stands in a cell of the file', async () => {
  await fc.assert(
    fc.asyncProperty(groups, shape, async (all, given) => {
      const rows = ledger(all, given)
      const cells = new Set(rows.flat().filter((cell) => typeof cell === 'number'))
      for (const { draft } of (await readRows(rows)).rows) {
        for (const value of [draft.investmentWan, draft.landMu])
          if (value !== null) expect(cells.has(Number(value))).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('a printed total that is the sum is not asked about, and one that lies is', async () => {
  await fc.assert(
    fc.asyncProperty(
      groups,
      shape,
      fc.constantFrom<'top' | 'bottom'>('top', 'bottom'),
      fc.integer({ min: 200_000_000, max: 900_000_000 }),
      async (all, given, total, lie) => {
        const honest = await readRows(ledger(all, { ...given, total }))
        expect(honest.findings.filter(({ question }) => question)).toEqual([])
        const lying = await readRows(ledger(all, { ...given, total }, lie))
        expect(lying.findings.filter(({ question }) => question).map(({ code }) => code)).toContain('totalDiffers')
      },
    ),
    { numRuns: 30 },
  )
})

test.each(['（万美元）', '（USD）', '（万元/万美元）', '（亿日元）', '（千欧元）'])(
  'amounts under a unit such as %s are never taken for 万元',
  async (unit) => {
    await fc.assert(
      fc.asyncProperty(groups, async (all) => {
        const rows = ledger(all, PLAIN)
        rows[1]![3] = `总投资${unit}`
        const reading = await readRows(rows)
        expect(reading.rows.every(({ kind, draft }) => kind === 'held' && draft.investmentWan === null)).toBe(true)
        expect(reading.findings.filter(({ question }) => question).map(({ code }) => code)).toContain('unitUnclear')
      }),
      { numRuns: 5 },
    )
  },
)

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskText } from '~/shared/text'
import { PROJECT_COLUMNS } from '../../projects/domain/columns'
import { identityOf } from '../../projects/domain/identity'
import { PROJECT_LEDGER } from '../../projects/domain/vocabulary'
import { maskPhoneCell, mobilesIn, phonesIn } from './personal'
import { tableReader, UNKNOWN_TABLE } from './plan'
import { understandRow } from './read-row'
import type { RowCells } from './vocabulary'

const nothingKnown = tableReader(PROJECT_LEDGER, '台账', UNKNOWN_TABLE).tableContext({}, null)

test('phones sharing a cell are told apart', () => {
  expect(phonesIn('13857434533/0563-4288938')).toEqual(['13857434533', '0563-4288938'])
  expect(phonesIn('１３８５７４３４５３３、 13900000000')).toEqual(['13857434533', '13900000000'])
  expect(phonesIn('同上')).toEqual([])
})

test('a phone cell keeps no whole number', () => {
  expect(maskPhoneCell('13857434533/0563-4288938')).toBe('138****4533/0563-*****38')
})

test('free text keeps no whole mobile or identity number', () => {
  expect(maskText('联系张三13857434533，身份证341881199001011234')).toBe(
    '联系张三138****4533，身份证341881********1234',
  )
  expect(maskText('年产13857434533000件')).toBe('年产13857434533000件')
})

test.each([
  '138-6703-0662',
  '138 6703 0662',
  '+86 13867030662',
  '8613867030662',
  '013867030662',
  '138.6703.0662',
  '１３８ ６７０３－０６６２',
  '1386703 0662（办）',
])('a mobile written %s is its eleven digits, and masked', (text) => {
  expect(phonesIn(text)).toEqual(['13867030662'])
  expect(mobilesIn(`找张三${text}`)).toEqual(['13867030662'])
  expect(maskPhoneCell(text)).toContain('138****0662')
  expect(maskText(`找张三${text}`)).toContain('138****0662')
})

test('mobiles in a row are told apart, however they are spaced', () => {
  expect(phonesIn('138 6703 0662 139-1234-5678、0563-4288938')).toEqual(['13867030662', '13912345678', '0563-4288938'])
})

test.each(['2020-341881-38-03-013867', '91341881713912345X', '2021-03-15至2021-12-20', '0563-4288938', '年产1500万件'])(
  '%s is no mobile',
  (text) => {
    expect(mobilesIn(text)).toEqual([])
    expect(maskText(text)).toBe(text)
  },
)

test('a name is kept without the mobile beside it', () => {
  const { draft, phones } = understandRow(
    PROJECT_LEDGER,
    {
      person: { text: '张三 138-6703-0662' },
      investorPerson: { text: '李总（139 1234 5678）' },
      name: { text: '甲项目' },
    },
    nothingKnown,
  )
  expect(draft).toMatchObject({
    person: '张三',
    personPhone: '138****0662',
    investorPerson: '李总',
    investorPhone: '139****5678',
  })
  expect(phones).toEqual(['13867030662', '13912345678'])
})

const mobile = fc
  .tuple(fc.constantFrom('13', '14', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
  .map(([head, rest]) => head + rest)
const spaced = fc
  .tuple(
    mobile,
    fc.array(fc.constantFrom('', '', '', ' ', '-', '－', '　', ' - '), { minLength: 10, maxLength: 10 }),
    fc.constantFrom('', '86', '+86 ', '张三'),
  )
  .map(([digits, gaps, before]) => ({
    digits,
    text: before + [...digits].map((digit, at) => digit + (gaps[at] ?? '')).join(''),
  }))

test('no draft, finding or identity keeps a mobile, in whatever cell and spacing it stands', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(PROJECT_COLUMNS)),
      spaced,
      fc.constantFrom('', '（办）', '，另见附件'),
      (field, { digits, text }, after) => {
        const cells: RowCells = {
          name: { text: '甲项目' },
          investor: { text: '甲公司' },
          [field]: { text: text + after },
        }
        const { draft, notes } = understandRow(PROJECT_LEDGER, cells, {
          ...nothingKnown,
          columns: new Set(['startFlag']),
        })
        const kept = JSON.stringify([
          draft,
          notes,
          identityOf(draft),
          maskText(text + after),
          maskPhoneCell(text + after),
        ])
        expect(kept.normalize('NFKC').replace(/[\s-]/g, '')).not.toContain(digits)
      },
    ),
    { numRuns: 5000, examples: [['investmentWan', { digits: '13867030662', text: '13867030662' }, '']] },
  )
})

import { rowAnswerWords, type Answers, type SheetAnswer } from './answers'
import { groupedBy } from './group-by'
import { unitWord } from './plan'
import type { Vocabulary } from './vocabulary'

/** a line of the log is no longer */
const MOST = 600

/** Answers as the log has them: by sheet, in words. */
export function answersInWords(vocabulary: Vocabulary, { sheets }: Answers): Record<string, string> {
  return Object.fromEntries(
    sheets.map((answer) => {
      const words = sheetWords(vocabulary, answer).join('；')
      return [answer.sheet, words.length > MOST ? `${words.slice(0, MOST)}…` : words]
    }),
  )
}

function sheetWords({ columns: rules, subject }: Vocabulary, answer: SheetAnswer): string[] {
  const { included, headers, tables = [], rows = [], cells = [] } = answer
  const label = (field: string) => rules[field]?.label ?? field
  const kinds = rowAnswerWords(subject)
  return [
    ...(included === undefined ? [] : [included ? '导入' : '不导入']),
    ...(headers ? [`表头在第 ${headers.map(({ top }) => top).join('、')} 行`] : []),
    ...tables.flatMap(({ header, through, included: isRead, year, columns = [] }) => [
      ...(isRead === undefined ? [] : [`第 ${header} 行的表${isRead ? '导入' : '不导入'}`]),
      ...(through === undefined ? [] : [`第 ${header} 行的表到第 ${through} 行为止`]),
      ...(year === undefined ? [] : [`第 ${header} 行的表不写年份的日期按 ${year} 年`]),
      ...columns.map(({ column, field, unit }) => {
        const what = field === undefined ? '' : `=${field === null ? '不导入' : label(field)}`
        return `${column} 列${what}${unit ? `（${unitWord(unit)}）` : ''}`
      }),
    ]),
    ...rows.map(({ row, kind, means, checked }) => {
      const meant = means
        ? `：${means.field === null ? '不说明什么' : `${label(means.field)}${means.value ?? ''}`}`
        : ''
      return `第 ${row} 行=${kinds[kind]}${meant}${checked ? '（已核对）' : ''}`
    }),
    ...[...groupedBy(cells, ({ column, text }) => `${column} 列作${text === '' ? '没有填写' : `“${text}”`}`)].map(
      ([words, places]) => `${words}：第 ${places.map(({ row }) => row).join('、')} 行`,
    ),
  ]
}

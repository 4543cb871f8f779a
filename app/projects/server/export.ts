import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { businessDay, type Day } from '~/shared/day'
import { FIELD_NAMES, fieldOf, LABELS_WITH_UNITS, type FieldName } from '../domain/fields'
import { shortRange, type ListedProject, type PastDay } from '../domain/listed-project'
import { readInWords, readValue, type ProjectFields } from '../domain/read-fields'
import { STAGE_NAMES, STATUS_NAMES } from '../domain/stages'
import { everyProject, type ListQuestion, type WholeProject } from './list'

/** A project as a row; of a list as of a day with where it stood then. */
type ExportRow = WholeProject & Pick<ListedProject, 'onDay'>

interface ExportColumn {
  head: string
  /** its values are those of the day of the list */
  ofDay?: true
  cell: (project: ExportRow, day: Day | undefined) => Cell
}

/** What had happened by then; all of it without a day. */
const by = (day: Day | undefined, from: Day | null, to: Day | null) =>
  day && from && from > day ? null : shortRange(from, to)

const STANDING: ExportColumn[] = [
  { head: '阶段', ofDay: true, cell: (row) => STAGE_NAMES[(row.onDay ?? row).stage] },
  { head: '状态', ofDay: true, cell: (row) => STATUS_NAMES[(row.onDay ?? row).status] },
  { head: '签约', cell: ({ signedFrom, signedTo }, day) => by(day, signedFrom, signedTo) },
  { head: '开工', cell: ({ startedFrom, startedTo }, day) => by(day, startedFrom, startedTo) },
]

const AMOUNT: ExportColumn = {
  head: LABELS_WITH_UNITS.investmentWan,
  ofDay: true,
  cell: (row) => {
    const { investmentWan } = row.onDay ?? row
    return investmentWan === null ? null : Number(investmentWan)
  },
}

/** Amounts are numbers, all else is words. */
function fieldCell(project: ProjectFields, name: FieldName): Cell {
  const value = readValue(project, name)
  if (fieldOf(name).kind === 'decimal') return value === null ? null : Number(value)
  return readInWords(project, name)
}

const FIELD_COLUMNS = FIELD_NAMES.map((name): ExportColumn =>
  name === 'investmentWan' ? AMOUNT : { head: LABELS_WITH_UNITS[name], cell: (project) => fieldCell(project, name) },
)

const [NAME, ...OTHERS] = FIELD_COLUMNS
const COLUMNS = [
  ...(NAME ? [NAME] : []),
  ...STANDING,
  ...OTHERS,
  { head: '最近更新', cell: ({ updatedAt }: WholeProject) => businessDay(updatedAt) },
]

export interface ExportQuestion extends ListQuestion {
  /** of a list as of a day */
  past?: PastDay
}

async function* rows(context: RequestContext, { past, ...question }: ExportQuestion): AsyncGenerator<Cell[]> {
  for await (const projects of everyProject(context, question)) {
    const then = await past?.standing(projects.map(({ id }) => id))
    for (const project of projects) {
      const row = { ...project, onDay: then?.get(project.id) }
      yield COLUMNS.map(({ cell }) => cell(row, past?.day))
    }
  }
}

/**
 * Writes the projects that a list asks for, as far as the actor may see them, with all their fields into a workbook;
 * stage, status and amount are those of the list's day. Returns how many they were.
 * @throws forbidden
 */
export async function exportProjects(context: RequestContext, question: ExportQuestion, file: string): Promise<number> {
  const { filter, sort, past } = question
  const head = COLUMNS.map(({ head: said, ofDay }) => (past && ofDay ? `${said}（截至 ${past.day}）` : said))
  const count = await writeXlsx(file, { name: '项目', head, rows: rows(context, question) })
  await transaction((tx) =>
    recordAudit(tx, context, {
      action: 'project.export',
      subjectType: 'project',
      after: { count, sort, asOf: past?.day, ...filter },
    }),
  )
  return count
}

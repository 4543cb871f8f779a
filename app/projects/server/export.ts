import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { businessDay } from '~/shared/day'
import { FIELD_NAMES, fieldOf, LABELS_WITH_UNITS, type FieldName } from '../domain/fields'
import { shortRange } from '../domain/listed-project'
import { readInWords, readValue, type ProjectFields } from '../domain/read-fields'
import { STAGE_NAMES, STATUS_NAMES } from '../domain/stages'
import { everyProject, type ListQuestion, type WholeProject } from './list'

interface ExportColumn {
  head: string
  cell: (project: WholeProject) => Cell
}

const STANDING: ExportColumn[] = [
  { head: '阶段', cell: ({ stage }) => STAGE_NAMES[stage] },
  { head: '状态', cell: ({ status }) => STATUS_NAMES[status] },
  { head: '签约', cell: ({ signedFrom, signedTo }) => shortRange(signedFrom, signedTo) },
  { head: '开工', cell: ({ startedFrom, startedTo }) => shortRange(startedFrom, startedTo) },
]

/** Amounts are numbers, all else is words. */
function fieldCell(project: ProjectFields, name: FieldName): Cell {
  const value = readValue(project, name)
  if (fieldOf(name).kind === 'decimal') return value === null ? null : Number(value)
  return readInWords(project, name)
}

const FIELD_COLUMNS = FIELD_NAMES.map((name): ExportColumn => ({
  head: LABELS_WITH_UNITS[name],
  cell: (project) => fieldCell(project, name),
}))

const [NAME, ...OTHERS] = FIELD_COLUMNS
const COLUMNS = [
  ...(NAME ? [NAME] : []),
  ...STANDING,
  ...OTHERS,
  { head: '最近更新', cell: ({ updatedAt }: WholeProject) => businessDay(updatedAt) },
]

async function* rows(context: RequestContext, question: ListQuestion): AsyncGenerator<Cell[]> {
  for await (const project of everyProject(context, question)) yield COLUMNS.map(({ cell }) => cell(project))
}

/**
 * Writes the projects that a list asks for, as far as the actor may see them, with all their fields into a workbook.
 * Returns how many they were.
 * @throws forbidden
 */
export async function exportProjects(context: RequestContext, question: ListQuestion, file: string): Promise<number> {
  const head = COLUMNS.map((column) => column.head)
  const count = await writeXlsx(file, { name: '项目', head, rows: rows(context, question) })
  const { filter, sort } = question
  await transaction((tx) =>
    recordAudit(tx, context, { action: 'project.export', subjectType: 'project', after: { count, sort, ...filter } }),
  )
  return count
}

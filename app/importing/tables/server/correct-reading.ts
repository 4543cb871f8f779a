import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import { transaction, type Tx } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { AppError, invalid, invalidField } from '~/shared/errors'
import { importKind } from '../../kinds'
import { mergeAnswers, NO_ANSWERS, type Answers } from '../domain/answers'
import { answersInWords } from '../domain/answers-words'
import { cureAnswers, cureAsked } from '../domain/held-causes'
import { answersFor, questionsOf } from '../domain/questions'
import { tableChoices } from '../domain/table-choices'
import type { Vocabulary } from '../domain/vocabulary'
import { findBatch, mappingOf, reportOf, toJson, type Batch, type BatchMapping, type ReadBefore } from './batch'
import { heldGroups } from './held-rows'

interface Seen {
  id: string
  /** the version of the batch that was seen */
  version: number
}

/** Takes what a form says of one table, and has the file read again. @throws invalid, stale */
export async function correctTable(
  context: RequestContext,
  { id, version, sheet, top, values }: Seen & { sheet: string; top: number | null; values: Record<string, unknown> },
): Promise<void> {
  await correctReading(context, { id, version }, ({ vocabulary, mapping }) => {
    const plan = mapping.sheets.find(({ name }) => name === sheet)
    if (!plan) throw invalidField('sheet', `没有名为“${sheet}”的工作表，请刷新页面`)
    const { answer, wrong } = tableChoices(vocabulary, plan, top, values)
    if (wrong.length > 0) throw invalid(wrong)
    if (Object.keys(answer).length === 1) throw invalid([], '没有改动')
    const isRead = mapping.sheets.some(({ name, included }) => (name === sheet ? answer.included !== false : included))
    if (!isRead) throw invalidField('sheetIncluded', '至少导入一张工作表')
    return { sheets: [answer] }
  })
}

/** Takes one answer for all places of a question, and has the file read again. @throws invalid, stale */
export async function answerQuestion(
  context: RequestContext,
  { id, version, key, value }: Seen & { key: string; value: string },
): Promise<void> {
  await correctReading(context, { id, version }, ({ vocabulary, mapping, batch }) => {
    const question = questionsOf(vocabulary, mapping.sheets, reportOf(batch).sheets).find((it) => it.key === key)
    if (!question) throw invalid([], '这一问已经不在了，请刷新页面')
    const answers = answersFor(vocabulary, question, value)
    if (!answers) throw invalid([], '请先从给出的答案中选一个')
    return answers
  })
}

/** Takes one answer for all rows that are held for one cause, and has the file read again. @throws invalid, stale */
export async function cureHeldRows(
  context: RequestContext,
  { id, version, key, value }: Seen & { key: string; value: string },
): Promise<void> {
  await correctReading(context, { id, version }, async ({ tx, vocabulary, mapping, batch }) => {
    const group = (await heldGroups(tx, batch, null)).find((it) => it.key === key)
    if (!group) throw invalid([], '这些行已经处理过了，请刷新页面')
    const answers = cureAnswers(vocabulary, mapping.sheets, group, group.rows, value)
    if (answers) return answers
    throw invalid(
      [],
      cureAsked(vocabulary, group)?.by === 'year' ? '年份填四位数字，如 2021' : '请先从给出的答案中选一个',
    )
  })
}

/** Takes back all that was said of a file, and has it read again. @throws stale */
export async function forgetAnswers(context: RequestContext, seen: Seen): Promise<void> {
  await correctReading(context, seen, () => null)
}

interface Corrected {
  tx: Tx
  vocabulary: Vocabulary
  mapping: BatchMapping
  batch: Batch
}

/** `say`: what is said newly; null: all that was said is taken back. */
async function correctReading(
  context: RequestContext,
  { id, version }: Seen,
  say: (corrected: Corrected) => Answers | null | Promise<Answers>,
): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, context, id)
    if (batch.version !== version || !['previewed', 'failed'].includes(batch.state)) throw stale()
    const { vocabulary } = importKind(batch.kind)
    const mapping = mappingOf(batch)
    const earlier = mapping.answers ?? NO_ANSWERS
    const said = await say({ tx, vocabulary, mapping, batch })
    const answers = said ? mergeAnswers(earlier, said) : NO_ANSWERS
    await readAnew(
      tx,
      context,
      { id, version },
      { mapping: toJson({ ...mapping, answers, before: readBefore(batch) }) },
    )
    await recordAudit(tx, context, {
      action: 'import.map',
      subjectType: 'import',
      subjectId: id,
      before: answersInWords(vocabulary, earlier),
      after: answersInWords(vocabulary, answers),
    })
  })
}

/** Has a file read again by what stands with its import now. @throws stale */
export async function readAnew(
  tx: Tx,
  context: RequestContext,
  { id, version }: Seen,
  data: Pick<Prisma.ImportBatchUpdateManyMutationInput, 'mapping' | 'options'>,
): Promise<void> {
  const { count } = await tx.importBatch.updateMany({
    where: { id, version, state: { in: ['previewed', 'failed'] } },
    data: { state: 'uploaded', ...data, failure: null, progressDone: 0, version: { increment: 1 } },
  })
  if (count === 0) throw stale()
  await enqueue('import-read', { batchId: id, userId: context.actor.userId }, { tx, key: id })
}

const stale = () => new AppError('stale', { userMessage: '这次导入刚刚有变化（重新读取或已导入），请刷新后再调整' })

/** The counts of the reading that stands, to be shown beside those of the next. */
export function readBefore(batch: Batch): ReadBefore | undefined {
  const { sheets } = reportOf(batch)
  if (batch.state !== 'previewed' || sheets.length === 0) return undefined
  const counts: Record<string, number> = {}
  for (const sheet of sheets)
    for (const [key, count] of Object.entries(sheet.counts)) counts[key] = (counts[key] ?? 0) + count
  const sum = (key: 'heldRows' | 'suspectedDuplicates') => sheets.reduce((total, sheet) => total + sheet[key], 0)
  return { counts, heldRows: sum('heldRows'), suspectedDuplicates: sum('suspectedDuplicates') }
}

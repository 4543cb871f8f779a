import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { recordAudit } from '~/audit/server/record'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import { insertRows } from '~/platform/database/bulk'
import { database, transaction, type Tx } from '~/platform/database/client'
import { databaseFailure } from '~/platform/database-failure'
import { countedSql } from '~/projects/server/counted'
import { AppError } from '~/shared/errors'
import { toDay, type Day } from '~/shared/day'
import { termsInForce } from '../energy-terms'
import type { EnergyTerms } from '../../domain/energy/terms'
import { judgeAgain } from '../../domain/runs/judge-again'
import { ruleSetSchema, type RuleSet } from '../../domain/rules/rule-set'
import { readProposals, type Proposal } from '../proposals'

/** Projects judged in one transaction. */
const BATCH = 250
/** So long a job works before the next one goes on: one that died is soon missed, and other runs have their turn. */
const TURN_MS = 10_000
/** So long requests wait for the judging, at most some times this. */
const HOLD_MS = 15

interface WorkOptions {
  batch?: number
  turnMs?: number
}

/**
 * Judges on in a run, from the last project judged, until the run is over or the turn is; `true` where more is to do.
 * Two who work on one run take turns, so that nothing is judged twice. What breaks it ends the run as failed, unless
 * the database is away: then it may be tried again.
 */
export async function workOnRun(id: string, { batch = BATCH, turnMs = TURN_MS }: WorkOptions = {}): Promise<boolean> {
  try {
    const run = await database().screeningRun.findUnique({ where: { id }, select: { rules: true, evaluatedOn: true } })
    if (!run) return false
    const on = toDay(run.evaluatedOn)
    const question = { ruleSets: z.array(ruleSetSchema).parse(run.rules), on, terms: await termsInForce(on) }
    const end = performance.now() + turnMs
    while (await transaction((tx) => judgeBatch(tx, id, question, { batch, now: new Date() })))
      if (performance.now() > end) return true
    return false
  } catch (error) {
    if (!databaseFailure(error)) await failRun(id, error)
    throw error
  }
}

interface Question {
  ruleSets: readonly RuleSet[]
  on: Day
  terms?: EnergyTerms
}

/** Judges the next projects of a run; false where it is over, or was stopped. */
export async function judgeBatch(
  tx: Tx,
  id: string,
  question: Question,
  { batch, now }: { batch: number; now: Date },
): Promise<boolean> {
  const [run] = await tx.$queryRaw<{ state: string; cursor: string | null; done: number }[]>`
    SELECT state::text, cursor, done FROM screening_run WHERE id = ${id}::uuid FOR UPDATE`
  if (run?.state !== 'running') return false
  const next = run.cursor === null ? countedSql : Prisma.sql`${countedSql} AND p.id > ${run.cursor}::uuid`
  const proposals = await readProposals(tx, { where: next, order: Prisma.sql`p.id`, limit: batch })
  await insertRows(tx, 'screening_run_result', COLUMNS, await resultsOf(id, question, proposals))
  const done = run.done + proposals.length
  const isOver = proposals.length < batch
  await tx.screeningRun.update({
    where: { id },
    data: {
      cursor: proposals.at(-1)?.id ?? run.cursor,
      done,
      movedAt: now,
      // Some may have come or gone since they were counted.
      ...(isOver && { state: 'done', total: done, endedAt: now, version: { increment: 1 } }),
    },
  })
  if (isOver)
    await recordAudit(tx, asJob(now), {
      action: 'screeningRun.finish',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { done },
    })
  return !isOver
}

const COLUMNS = ['run_id', 'project_id', 'verdict', 'score', 'class', 'before', 'from_record'] as const

/** Requests have their turn between the projects: judging by several long rule sets takes a millisecond each. */
async function resultsOf(id: string, { ruleSets, on, terms }: Question, proposals: readonly Proposal[]) {
  const rows: Record<(typeof COLUMNS)[number], unknown>[] = []
  let since = performance.now()
  for (const proposal of proposals) {
    const judged = judgeAgain(ruleSets, proposal, on, terms)
    rows.push({
      run_id: id,
      project_id: proposal.id,
      verdict: judged?.verdict,
      score: judged?.score,
      class: judged?.class,
      before: proposal.before,
      from_record: proposal.fromRecord,
    })
    if (performance.now() - since < HOLD_MS) continue
    await nextTurn()
    since = performance.now()
  }
  return rows
}

async function failRun(id: string, error: unknown): Promise<void> {
  const failure = error instanceof AppError ? error.userMessage : '程序出错，系统日志里有详情'
  const now = new Date()
  await transaction(async (tx) => {
    const { count } = await tx.screeningRun.updateMany({
      where: { id, state: 'running' },
      data: { state: 'failed', failure, endedAt: now, version: { increment: 1 } },
    })
    if (count === 0) return
    await recordAudit(tx, asJob(now), {
      action: 'screeningRun.fail',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { failure },
    })
  })
}

const asJob = (now: Date): RequestContext => ({ actor: SYSTEM_ACTOR, now, via: 'job' })

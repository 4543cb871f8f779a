import type { Prisma } from '~/generated/prisma/client'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can, type ActionOn } from '~/auth/domain/can'
import { database, transaction, type Tx } from '~/platform/database/client'
import { dayToCome } from '~/projects/domain/guards'
import type { ProjectSubject } from '~/projects/domain/visibility'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { lockProject } from '~/projects/server/lock'
import { projectSubject, SUBJECT_SELECT, visibleProjects } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, fromDay, toDay } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import { AppError, invalid, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { formatNumber } from '~/shared/money'
import { filingState, type FilingInput, type RelocationInput } from '../../domain/filing/filing'

const ORIGIN = { select: { origin: true } }

/** How the project of a screening stands with the filing to the province, and where its plant stood. @throws notFound */
export async function marksOf(context: RequestContext, screeningId: string | undefined) {
  assertCan(context.actor, 'screening.read')
  const row = isId(screeningId)
    ? await database().screening.findFirst({
        where: { id: screeningId, project: visibleProjects(context.actor) },
        select: {
          id: true,
          number: true,
          relocation: true,
          project: {
            select: {
              ...SUBJECT_SELECT,
              name: true,
              investmentWan: true,
              filing: true,
              investor: ORIGIN,
              voidedAt: true,
            },
          },
        },
      })
    : null
  if (!row) throw notFound('这次预审')
  const { project, relocation } = row
  const { filing } = project
  const [subject, { filingFromWan }] = await Promise.all([
    projectSubject(database(), project),
    ruleInForce(database(), 'review', businessDay(context.now)),
  ])
  const filedOn = filing && toDay(filing.filedOn)
  const may = (action: ActionOn<ProjectSubject>) => project.voidedAt === null && can(context.actor, action, subject)
  return {
    screening: { id: row.id, number: row.number },
    project: { id: project.id, name: project.name },
    filing: {
      state: filingState({
        wan: project.investmentWan?.toString() ?? null,
        filingFromWan,
        filedOn,
        signedOn: project.signedFrom && toDay(project.signedFrom),
      }),
      version: filing?.version ?? 0,
      values: { filedOn, number: filing?.number ?? null, note: filing?.note ?? null },
    },
    relocation: {
      version: relocation?.version ?? 0,
      values: {
        // Said by nobody yet: where the investor comes from.
        formerPlace: relocation ? relocation.formerPlace : (project.investor?.origin ?? null),
        suspected: relocation?.suspected ?? false,
        reason: relocation?.reason ?? null,
      },
      said: relocation !== null,
    },
    may: { file: may('filing.record'), mark: may('relocation.mark') },
  }
}

export type MarksOf = Awaited<ReturnType<typeof marksOf>>

async function lockScreened(
  tx: Tx,
  context: RequestContext,
  screeningId: string | undefined,
  action: ActionOn<ProjectSubject>,
) {
  const found = isId(screeningId) ? await tx.screening.findUnique({ where: { id: screeningId } }) : null
  if (!found) throw notFound('这次预审')
  await lockProject(tx, context, found.projectId, action)
  return found
}

interface Saved<Given> {
  screeningId: string | undefined
  version: number
  given: Given
}

/** Records the filing to the province. @throws stale (409), invalid for a day to come */
export async function recordFiling(context: RequestContext, { screeningId, version, given }: Saved<FilingInput>) {
  const early = dayToCome('filedOn', given.filedOn, businessDay(context.now))
  if (early.length > 0) throw invalid(early)
  await transaction(async (tx) => {
    const { id, projectId } = await lockScreened(tx, context, screeningId, 'filing.record')
    const before = await tx.provinceFiling.findUnique({ where: { projectId } })
    const current = { filedOn: before && toDay(before.filedOn), number: before?.number, note: before?.note }
    if ((before?.version ?? 0) !== version) {
      throw await staleEdit(tx, { what: '首报首谈', version: before?.version ?? 0, current })
    }
    const data = {
      filedOn: fromDay(given.filedOn),
      number: given.number ?? '',
      note: given.note,
      version: version + 1,
      recordedAt: context.now,
      recordedById: context.actor.userId,
    }
    await tx.provinceFiling.upsert({ where: { projectId }, create: { projectId, ...data }, update: data })
    await recordAudit(tx, context, {
      action: 'filing.record',
      subjectType: 'screening',
      subjectId: id,
      before: before ? { filedOn: current.filedOn, filingNumber: before.number, filingNote: before.note } : undefined,
      after: { filedOn: given.filedOn, filingNumber: given.number, filingNote: given.note },
    })
  })
}

/** Takes a filing off that was recorded by mistake. @throws conflict where there is none */
export async function removeFiling(context: RequestContext, screeningId: string | undefined): Promise<void> {
  await transaction(async (tx) => {
    const { id, projectId } = await lockScreened(tx, context, screeningId, 'filing.record')
    const before = await tx.provinceFiling.findUnique({ where: { projectId } })
    if (!before) throw new AppError('conflict', { userMessage: '还没有登记首报首谈' })
    await tx.provinceFiling.delete({ where: { projectId } })
    await recordAudit(tx, context, {
      action: 'filing.remove',
      subjectType: 'screening',
      subjectId: id,
      before: { filedOn: toDay(before.filedOn), filingNumber: before.number, filingNote: before.note },
    })
  })
}

/** Says where the plant stood, and whether it only moves from there. @throws stale (409) */
export async function markRelocation(context: RequestContext, { screeningId, version, given }: Saved<RelocationInput>) {
  await transaction(async (tx) => {
    const { id } = await lockScreened(tx, context, screeningId, 'relocation.mark')
    const before = await tx.relocationMark.findUnique({ where: { screeningId: id } })
    if ((before?.version ?? 0) !== version) {
      const current = { formerPlace: before?.formerPlace, suspected: before?.suspected, reason: before?.reason }
      throw await staleEdit(tx, { what: '原所在地', version: before?.version ?? 0, current })
    }
    const data = { ...given, version: version + 1, recordedAt: context.now, recordedById: context.actor.userId }
    await tx.relocationMark.upsert({ where: { screeningId: id }, create: { screeningId: id, ...data }, update: data })
    const logged = (said: RelocationInput) => ({
      formerPlace: said.formerPlace,
      suspected: said.suspected,
      relocationReason: said.reason,
    })
    await recordAudit(tx, context, {
      action: 'relocation.mark',
      subjectType: 'screening',
      subjectId: id,
      before: before ? logged(before) : undefined,
      after: logged(given),
    })
  })
}

const SHOWN = 8

/** For the office: screened projects that have to be filed with the province before their contract. */
export async function filingDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'filing.record')) return []
  const { filingFromWan } = await ruleInForce(database(), 'review', businessDay(context.now))
  const where = {
    ...COUNTED_PROJECTS,
    status: { not: 'ended' },
    signedFrom: null,
    investmentWan: { gte: filingFromWan },
    filing: null,
    screenings: { some: {} },
  } satisfies Prisma.ProjectWhereInput
  const [total, rows] = await Promise.all([
    database().project.count({ where }),
    database().project.findMany({
      where,
      orderBy: [{ investmentWan: 'desc' }, { id: 'asc' }],
      take: SHOWN,
      select: {
        id: true,
        name: true,
        investmentWan: true,
        screenings: { select: { id: true }, orderBy: { number: 'desc' }, take: 1 },
      },
    }),
  ])
  const items = rows.map(({ id, name, investmentWan, screenings }) => ({
    key: id,
    label: name,
    to: `/screenings/${screenings[0]?.id}/marks`,
    note: `${formatNumber(Number(investmentWan))} 万元`,
  }))
  const to = items[0]?.to ?? '/screening'
  const panel = { kind: 'list', title: '签约前须首报首谈', total, items } as const
  return [{ key: 'provinceFiling', order: 27, to, panel }]
}

import { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { COUNTED_PROJECTS, unmadeSql } from '~/projects/server/counted'
import { visibleProjects } from '~/projects/server/visibility'
import { refreshMilestones } from '~/projects/server/milestones'
import { AppError } from '~/shared/errors'
import type { ImportKind } from '../../tables/server/kind'
import { draftChanges, lackingIn, stillOpen, type DraftChanges } from '../domain/changes'
import type { ProjectCount } from '../domain/counts'
import type { LedgerDraft } from '../domain/draft'
import { toldDifferences } from '../domain/told-differences'
import { PROJECT_LEDGER } from '../domain/vocabulary'
import { learnIndustries, settleIndustries } from './industries'
import { knownProjects, type KnownProject } from './known-projects'
import { projectsAlike, projectsTyped } from './match-projects'
import { pipelineLinks } from './pipeline-links'
import { undoingProjects, undoProjects } from './undo-projects'
import { createProjects, investorBook, updateProjects } from './write-projects'

const COUNT_SQL: Record<ProjectCount, Prisma.Sql> = {
  projects: Prisma.sql`count(*) FILTER (WHERE counts)`,
  started: Prisma.sql`count(*) FILTER (WHERE counts AND draft->'events' @> '[{"stage": "started"}]')`,
  notStarted: Prisma.sql`count(*) FILTER (WHERE counts AND NOT coalesce(draft->'events' @> '[{"stage": "started"}]', false))`,
  landSupplied: Prisma.sql`count(*) FILTER (WHERE counts AND draft->'events' @> '[{"stage": "landSupplied"}]')`,
  renting: Prisma.sql`count(*) FILTER (WHERE counts AND draft->'rents' = 'true')`,
  withoutArea: Prisma.sql`count(*) FILTER (WHERE counts AND draft->>'landMu' IS NULL)`,
  totalInvestmentWan: Prisma.sql`coalesce(sum((draft->>'investmentWan')::numeric) FILTER (WHERE counts), 0)`,
  landMu: Prisma.sql`coalesce(sum((draft->>'landMu')::numeric) FILTER (WHERE counts), 0)`,
}

/** Ledgers of signed projects. */
export const projectLedger: ImportKind<LedgerDraft, KnownProject, DraftChanges> = {
  id: 'ledger',
  vocabulary: PROJECT_LEDGER,
  subjectPath: (id) => `/projects/${id}`,

  subjects: Prisma.sql`
    SELECT p.id, p.name, coalesce(p.merged_into_id, p.id) AS standing_id, p.voided_at IS NOT NULL AS voided
    FROM project p WHERE NOT ${unmadeSql}`,
  lock: (db, ids) => db.$queryRaw`SELECT id FROM project WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`,
  known: knownProjects,
  typed: projectsTyped,
  settleWords: settleIndustries,
  alike: projectsAlike,
  async visible(context, id) {
    const seen = await database().project.count({ where: { AND: [{ id }, visibleProjects(context.actor)] } })
    return seen === 0 ? null : ((await knownProjects(database(), [id])).get(id) ?? null)
  },
  changes: draftChanges,
  stillOpen: (changes, { draft }) => stillOpen(changes, draft),
  lacking: ({ draft }, row) => lackingIn(draft, row),
  told: toldDifferences,
  async assertDistinct(tx, { code }, rowsOfSameIdentity) {
    if (!code) return
    const taken = await tx.project.count({ where: { code, ...COUNTED_PROJECTS } })
    if (taken + rowsOfSameIdentity === 0) return
    throw new AppError('conflict', { userMessage: `项目编号“${code}”已属于另一个项目，请先更正编号` })
  },
  writer(tx) {
    const book = investorBook()
    return {
      create: async (writeContext, rows) => {
        await learnIndustries(tx, writeContext, rows)
        return createProjects(tx, writeContext, book, rows)
      },
      update: async (writeContext, rows) => {
        await learnIndustries(tx, writeContext, rows)
        return updateProjects(tx, writeContext, book, rows)
      },
      finish: (ids) => refreshMilestones(tx, ids),
    }
  },

  undoing: undoingProjects,
  undo: undoProjects,

  countSql: COUNT_SQL,
  reportLinks: pipelineLinks,
}

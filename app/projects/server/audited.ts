import { storedThings } from '~/audit/server/audited-things'
import { Prisma } from '~/generated/prisma/client'
import { textContains } from '~/platform/database/contains'
import { searchedWords } from '~/shared/text'
import { projectLines } from '../domain/change-lines'
import { visibleProjectsSql } from './visibility'

const { sql } = Prisma

const holdsWords = (text: Prisma.Sql, folded: string) => (asked: string) => {
  const words = searchedWords(asked).map((word) => textContains(folded, word))
  return words.length > 0 ? Prisma.join([...words, sql`${text} IS NOT NULL`], ' AND ') : sql`false`
}

/** Projects and their investors as the log calls them; of a project that the reader may not see, nothing is told. */
export const auditedProjects = [
  storedThings({
    type: 'project',
    from: sql`project p`,
    id: sql`p.id`,
    name: sql`p.name`,
    holds: holdsWords(sql`p.name`, 'p.search_text'),
    visible: ({ actor }) => visibleProjectsSql(actor),
    guarded: true,
    page: { action: 'project.read', path: (id) => `/projects/${id}` },
    lines: projectLines,
  }),
  storedThings({
    type: 'investor',
    from: sql`investor i`,
    id: sql`i.id`,
    name: sql`i.name`,
    holds: holdsWords(sql`i.name`, 'folded_text(i.name)'),
    visible: ({ actor }) => sql`(NOT EXISTS (SELECT FROM project p WHERE p.investor_id = i.id)
      OR EXISTS (SELECT FROM project p WHERE p.investor_id = i.id AND ${visibleProjectsSql(actor)}))`,
    guarded: true,
    lines: projectLines,
  }),
]

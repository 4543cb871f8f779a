import { explainBroken, type ConstraintWords } from '~/platform/database/explain-constraint'
import { AppError } from '~/shared/errors'

/** What has projects is not deleted: whoever means it takes them out first. */
export const otherProjects = (what: string) =>
  new AppError('conflict', { userMessage: `${what}里的项目在您打开页面后变过，请核对后再删除` })

interface WithProjects {
  _count: { projects: number }
  projects: readonly { project: { name: string } }[]
}

/** The entries that go with a batch or an event, and the projects of the first of them. */
export const goingOf = ({ _count, projects }: WithProjects) => ({
  entries: _count.projects,
  names: [...new Set(projects.map(({ project }) => project.name))],
})

const BY_CONSTRAINT: ConstraintWords = {
  promotion_batch_name_key: ['name', '已有同名的批次'],
  promotion_event_name_held_from_key: ['name', '这一天已有同名的活动'],
  batch_project_pkey: ['projectIds', '有项目刚刚被列入了别的批次，请刷新后再看'],
}

/** Runs a write and says a broken rule of the database in the words of the form. */
export const explainTaken = <T>(write: () => Promise<T>): Promise<T> => explainBroken(BY_CONSTRAINT, 'taken', write)

import { AppError, invalidField } from '~/shared/errors'

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

const BY_CONSTRAINT: Record<string, [path: string, message: string]> = {
  promotion_batch_name_key: ['name', '已有同名的批次'],
  promotion_event_name_held_from_key: ['name', '这一天已有同名的活动'],
  batch_project_pkey: ['projectIds', '有项目刚刚被列入了别的批次，请刷新后再看'],
}

/** Runs a write and says a broken rule of the database in the words of the form. */
export async function explainTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof AppError || typeof error !== 'object' || error === null) throw error
    const text = JSON.stringify(error, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    const found = Object.entries(BY_CONSTRAINT).find(([name]) => text.includes(`"${name}"`))
    if (!found) throw error
    const [path, message] = found[1]
    throw invalidField(path, message, 'taken')
  }
}

import type { Call } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { formValues } from './edit'
import { lockProject } from './lock'

/**
 * What an edit starts from: the stored values and the version they belong to.
 * @throws notFound or forbidden, as saving would.
 */
export async function editableProject(call: Call, id: string) {
  const project = await transaction((tx) => lockProject(tx, call, id, 'project.edit'))
  return { version: project.version, name: project.name, values: formValues(project) }
}

import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { erasePersonal, seenContact, type KnownContact } from './edit-contact'
import { lockProject } from './lock'

/**
 * Takes a person off a project and erases what is personal: phones, and with the row the name (个人信息保护法, art. 47).
 * @throws stale when somebody saved in between
 */
export async function removeContact(context: RequestContext, contact: KnownContact): Promise<void> {
  const { projectId, contactId } = contact
  await transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'project.edit')
    const { ours } = await seenContact(tx, contact)
    await erasePersonal(tx, context, contactId)
    await tx.contact.delete({ where: { id: contactId } })
    await recordAudit(tx, context, {
      action: 'contact.remove',
      subjectType: 'project',
      subjectId: projectId,
      before: { contact: contactId, ours },
    })
  })
}

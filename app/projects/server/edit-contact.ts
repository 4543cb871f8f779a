import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { transaction, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { maskPhone } from '~/shared/text'
import { tidyContact, type NewContact } from './contacts'
import { lockProject } from './lock'

export interface KnownContact {
  projectId: string
  contactId: string
  /** the version that was looked at */
  version: number
}

/**
 * Saves an edit made on `version`. A blank phone keeps what is stored; another takes its place, and the old one is erased.
 * @throws stale when somebody saved in between; nothing is written then
 */
export async function editContact(
  context: RequestContext,
  { contactId, version, ...input }: NewContact & KnownContact,
): Promise<void> {
  const { projectId, title, ours } = input
  const { name, phone } = tidyContact(input)
  await transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'project.edit')
    const stored = await seenContact(tx, { projectId, contactId, version })
    const phones = stored.values.map(({ value }) => value)
    const replaced = phone !== '' && !(phones.length === 1 && phones[0] === phone)
    const changed = [
      name !== stored.name && 'name',
      title !== stored.title && 'title',
      ours !== stored.ours && 'ours',
      replaced && 'phone',
    ].filter(Boolean)
    if (changed.length === 0) return
    if (replaced) {
      await erasePersonal(tx, context, contactId)
      await tx.personalValue.create({ data: { kind: 'phone', value: phone, contactId, createdAt: context.now } })
    }
    await tx.contact.update({ where: { id: contactId }, data: { name, title, ours, version: { increment: 1 } } })
    await recordAudit(tx, context, {
      action: 'contact.update',
      subjectType: 'project',
      subjectId: projectId,
      after: { contact: contactId, changed },
    })
  })
}

/** The contact as it is stored, if it is still the one that was looked at. */
export async function seenContact(tx: Tx, { projectId, contactId, version }: KnownContact) {
  const stored = isId(contactId)
    ? await tx.contact.findFirst({
        where: { id: contactId, projectId },
        include: { values: { where: { kind: 'phone', erasedAt: null }, select: { value: true } } },
      })
    : null
  if (!stored) throw notFound('这位联系人')
  if (stored.version === version) return stored
  const { name, title, ours, values } = stored
  const current = { name, title, ours, phones: values.map(({ value }) => maskPhone(value ?? '')) }
  throw await staleEdit(tx, { what: '这位联系人', version: stored.version, current })
}

/** Nothing of it can be read again; that something stood there, and until when, stays. */
export async function erasePersonal(tx: Tx, context: RequestContext, contactId: string): Promise<void> {
  await tx.personalValue.updateMany({
    where: { contactId, erasedAt: null },
    data: { value: null, erasedAt: context.now },
  })
}

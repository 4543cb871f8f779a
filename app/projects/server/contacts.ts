import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { halfWidth, tidyName } from '~/shared/text'
import { lockProject } from './lock'

export interface NewContact {
  projectId: string
  name: string
  title: string | null
  phone: string | null
  /** true: 责任人 of ours; false: the company's person */
  ours: boolean
}

const PHONE = /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8})$/

/** Name and phone as they are kept; the phone blank where none is given. @throws invalid at the field */
export function tidyContact({ name: given, phone: typed }: Pick<NewContact, 'name' | 'phone'>): {
  name: string
  phone: string
} {
  const name = tidyName(given)
  const phone = halfWidth(typed ?? '').replace(/\s/g, '')
  if (name === '') throw invalidField('name', '请填写姓名', 'required')
  if (phone !== '' && !PHONE.test(phone)) throw invalidField('phone', '请填写手机号或带区号的座机号', 'phone')
  return { name, phone }
}

/** Adds a person to a project; the phone goes where personal values stand, and nowhere else. */
export async function addContact(context: RequestContext, input: NewContact): Promise<{ id: string }> {
  const { name, phone } = tidyContact(input)
  return transaction(async (tx) => {
    await lockProject(tx, context, input.projectId, 'project.edit')
    const contact = await tx.contact.create({
      data: {
        projectId: input.projectId,
        name,
        title: input.title,
        ours: input.ours,
        createdAt: context.now,
        values: phone === '' ? undefined : { create: { kind: 'phone', value: phone, createdAt: context.now } },
      },
      select: { id: true },
    })
    await recordAudit(tx, context, {
      action: 'contact.add',
      subjectType: 'project',
      subjectId: input.projectId,
      after: { contact: contact.id, ours: input.ours },
    })
    return contact
  })
}

/** Shows a phone in full to somebody on the project; the look is logged. */
export async function revealPersonal(
  context: RequestContext,
  { projectId, valueId }: { projectId: string; valueId: string },
): Promise<{ value: string }> {
  return transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'personal.reveal')
    if (!isId(valueId)) throw notFound('这条联系方式')
    const found = await tx.personalValue.findFirst({
      where: { id: valueId, contact: { projectId }, erasedAt: null },
      select: { value: true },
    })
    if (!found?.value) throw notFound('这条联系方式')
    await recordAudit(tx, context, {
      action: 'personal.reveal',
      subjectType: 'project',
      subjectId: projectId,
      after: { personalValue: valueId },
    })
    return { value: found.value }
  })
}

import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { lockProject } from './lock'
import { refreshMilestones } from './milestones'

/** A file already stored, and what it proves. */
export interface EvidenceFile {
  /** 合同, 施工许可证, 打桩照片 … */
  kind: string
  key: string
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
}

/** Notes a stored file in the database, in a running transaction; returns its id there. */
async function noteFile(tx: Tx, context: RequestContext, { kind: _, ...file }: EvidenceFile): Promise<string> {
  const { id } = await tx.storedFile.create({
    data: { ...file, uploadedAt: context.now, uploadedById: context.actor.userId },
    select: { id: true },
  })
  return id
}

/** Notes the paper of an act, where there is one; returns the file's id. */
export const notePaper = async (tx: Tx, context: RequestContext, paper: EvidenceFile | undefined) =>
  paper ? noteFile(tx, context, paper) : null

/** Notes a stored file as evidence within a running transaction; returns the evidence's id. */
export async function attachEvidence(
  tx: Tx,
  context: RequestContext,
  projectId: string,
  file: EvidenceFile,
  eventId?: string,
): Promise<string> {
  const fileId = await noteFile(tx, context, file)
  return noteEvidence(tx, context, projectId, { kind: file.kind, fileId, eventId })
}

/** The same of a file that stands in the database already. */
export async function noteEvidence(
  tx: Tx,
  context: RequestContext,
  projectId: string,
  { kind, fileId, eventId = null }: { kind: string; fileId: string; eventId?: string | null },
): Promise<string> {
  const { id, file } = await tx.evidence.create({
    data: { projectId, kind, fileId, eventId, addedAt: context.now, addedById: context.actor.userId },
    select: { id: true, file: { select: { name: true, sizeBytes: true, sha256: true } } },
  })
  if (eventId) await refreshMilestones(tx, [projectId])
  await recordAudit(tx, context, {
    action: 'evidence.add',
    subjectType: 'project',
    subjectId: projectId,
    after: { kind, name: file.name, sizeBytes: Number(file.sizeBytes), sha256: file.sha256, eventId },
  })
  return id
}

/** Adds evidence to a project, or to one of its stage events. */
export async function addEvidence(
  context: RequestContext,
  { projectId, eventId, file }: { projectId: string; eventId?: string; file: EvidenceFile },
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'evidence.add')
    if (eventId && !(await isEventOf(tx, projectId, eventId))) throw notFound('这条阶段记录')
    return { id: await attachEvidence(tx, context, projectId, file, eventId) }
  })
}

async function isEventOf(tx: Tx, projectId: string, eventId: string): Promise<boolean> {
  return isId(eventId) && (await tx.stageEvent.count({ where: { id: eventId, projectId } })) > 0
}

import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { Prisma } from '~/generated/prisma/client'
import { database, transaction, type Tx } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { NEW_SET } from '../domain/ready-made/county-intensity'
import { draftFrom, draftOf, type RuleSetDraft } from '../domain/rules/draft'
import { ruleSetWords } from '../domain/rules/describe'
import type { NewSetInput } from '../domain/rules/new-set'
import { ruleSetSchema, type RuleSet } from '../domain/rules/rule-set'
import { lastVersion } from './rule-set-versions'
import { readyMadeSet } from './rule-sets'
import { seenRuleSet, type StoredRuleSet } from './stored-rule-set'

/** A county has a handful; the list of them is not paged. */
const MOST_SETS = 100

/**
 * Begins a rule set of the county, as a copy of another or anew. Nothing is judged by it until it is published.
 * @throws invalid where the identifier is taken, notFound for an unknown set to copy
 */
export async function createRuleSet(context: RequestContext, { id, name, from }: NewSetInput): Promise<void> {
  assertCan(context.actor, 'ruleSet.manage')
  if (readyMadeSet(id)) throw invalidField('id', '这个标识是样板的，请换一个', 'taken')
  await transaction(async (tx) => {
    // Two who begin the same set stand in line.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('screening_rule_set', 0))::text`
    if (await tx.screeningRuleSet.findUnique({ where: { id }, select: { id: true } }))
      throw invalidField('id', '已有这个标识的规则集', 'taken')
    if ((await tx.screeningRuleSet.count()) >= MOST_SETS)
      throw new AppError('invalid', { userMessage: `规则集不超过 ${MOST_SETS} 个，请在已有的上面修改` })
    const ruleSet: RuleSet = from
      ? (readyMadeSet(from) ?? (await lastVersion(tx, from))?.ruleSet ?? neverPublished())
      : ruleSetSchema.parse({ ...NEW_SET, id, effectiveFrom: businessDay(context.now) })
    const draft = { ...draftOf(ruleSet), name, effectiveFrom: businessDay(context.now) }
    await tx.screeningRuleSet.create({
      data: { id, name, basedOn: from, draft, createdAt: context.now, createdById: context.actor.userId },
    })
    await recordAudit(tx, context, {
      action: from ? 'ruleSet.takeOver' : 'ruleSet.create',
      subjectType: 'ruleSet',
      subjectId: id,
      after: { ...(from && { basedOn: ruleSet.name }), ...ruleSetWords(draft) },
    })
  })
}

function neverPublished(): never {
  throw notFound('所取的规则集')
}

/** What an edit starts from: the draft, else what was published last. */
export interface EditableRuleSet {
  id: string
  name: string
  version: number
  draft: RuleSetDraft
  /** somebody began to change it */
  isDrafted: boolean
  /** published last; null: never */
  published: { number: number; draft: RuleSetDraft } | null
}

/** @throws notFound, also for a set that comes with the program */
export async function editableRuleSet(context: RequestContext, id: string): Promise<EditableRuleSet> {
  assertCan(context.actor, 'ruleSet.manage')
  const found = await database().screeningRuleSet.findUnique({ where: { id } })
  if (!found || readyMadeSet(id)) throw notFound('这个规则集')
  const last = await lastVersion(database(), id)
  const published = last && { number: last.number, draft: draftOf(last.ruleSet) }
  const draft = found.draft === null ? (published?.draft ?? draftFrom({})) : draftFrom(found.draft)
  return { id, name: found.name, version: found.version, draft, isDrafted: found.draft !== null, published }
}

/**
 * Keeps a draft as it stands, with whatever faults.
 * @throws stale with the stored draft when somebody saved in between
 */
export async function saveDraft(
  context: RequestContext,
  { id, version, draft }: { id: string; version: number; draft: RuleSetDraft },
): Promise<{ version: number }> {
  assertCan(context.actor, 'ruleSet.manage')
  return transaction(async (tx) => {
    const stored = await seenRuleSet(tx, id, version)
    const before = stored.draft ?? (await publishedDraft(tx, id))
    await tx.screeningRuleSet.update({
      where: { id },
      data: { draft, version: version + 1, ...(await nameUntilPublished(tx, stored, draft)) },
    })
    await recordAudit(tx, context, {
      action: 'ruleSet.draft',
      subjectType: 'ruleSet',
      subjectId: id,
      before: before ? ruleSetWords(before) : {},
      after: ruleSetWords(draft),
    })
    return { version: version + 1 }
  })
}

async function publishedDraft(tx: Tx, id: string): Promise<RuleSetDraft | null> {
  const last = await lastVersion(tx, id)
  return last && draftOf(last.ruleSet)
}

/** A set that was never published is called as its draft is. */
async function nameUntilPublished(tx: Tx, { id }: StoredRuleSet, { name }: RuleSetDraft): Promise<{ name?: string }> {
  return name !== '' && !(await lastVersion(tx, id)) ? { name } : {}
}

/** Gives up what was drafted; the published versions stay. @throws stale, conflict where nothing was published yet */
export async function discardDraft(
  context: RequestContext,
  { id, version }: { id: string; version: number },
): Promise<void> {
  assertCan(context.actor, 'ruleSet.manage')
  await transaction(async (tx) => {
    const stored = await seenRuleSet(tx, id, version)
    const published = await publishedDraft(tx, id)
    if (!published) throw new AppError('conflict', { userMessage: '还没有发布过，草稿就是它的全部，不能放弃' })
    await tx.screeningRuleSet.update({ where: { id }, data: { draft: Prisma.DbNull, version: version + 1 } })
    await recordAudit(tx, context, {
      action: 'ruleSet.discard',
      subjectType: 'ruleSet',
      subjectId: id,
      before: stored.draft ? ruleSetWords(stored.draft) : {},
      after: ruleSetWords(published),
    })
  })
}

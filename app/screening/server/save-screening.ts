import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { projectFit } from '~/chains/server/fit'
import { lockProject } from '~/projects/server/lock'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { isKeyOf } from '~/shared/records'
import { seenVersion } from '~/shared/versions'
import { ENERGY_CARRIERS } from '../domain/energy/carriers'
import { evaluate, type Evaluation, type Exception } from '../domain/evaluation/evaluate'
import type { ScreeningInputs } from '../domain/inputs'
import type { RuleSet } from '../domain/rules/rule-set'
import { formValuesOf, saidOver, screeningForm, type Kept } from '../domain/form'
import { dossierWords, proposalOf, type ScreeningDepth } from '../domain/screening'
import { termsInForce } from './energy-terms'
import { readRuleSets } from './rule-sets'
import { inOrder, judged, outcomeOf, STORED_SELECT } from './stored-screening'

interface NewScreening {
  projectId: string
  depth: ScreeningDepth
  ruleSetIds: readonly string[]
  /** what the record says where left out */
  inputs?: ScreeningInputs
}

/** Starts a screening of a project with what its record says, or with inputs at hand. @throws notFound, forbidden */
export async function startScreening(context: RequestContext, input: NewScreening): Promise<{ id: string }> {
  const ruleSets = await rulesOf(context, input.ruleSetIds)
  const fit = input.inputs ? null : await projectFit(context, input.projectId)
  return transaction(async (tx) => {
    const project = await lockProject(tx, context, input.projectId, 'screening.edit')
    const inputs = input.inputs ?? proposalOf(project, fit?.score ?? null)
    const on = businessDay(context.now)
    const terms = await termsInForce(on, tx)
    const evaluation = evaluate(ruleSets, inputs, { on, terms })
    const last = await tx.screening.findFirst({
      where: { projectId: project.id },
      orderBy: { number: 'desc' },
      select: { number: true },
    })
    const { id } = await tx.screening.create({
      data: {
        projectId: project.id,
        number: (last?.number ?? 0) + 1,
        depth: input.depth,
        ...stored(inputs, ruleSets),
        terms: { ...terms },
        ...outcomeOf(evaluation),
        evaluatedOn: fromDay(on),
        createdAt: context.now,
        createdById: context.actor.userId,
        recordedAt: context.now,
        recordedById: context.actor.userId,
      },
      select: { id: true },
    })
    await appendRevision(tx, context, { screeningId: id, number: 1, inputs, ruleSets, evaluation })
    await recordAudit(tx, context, {
      action: 'screening.start',
      subjectType: 'screening',
      subjectId: id,
      after: { depth: input.depth, ...audited(inputs, ruleSets, evaluation) },
    })
    return { id }
  })
}

interface SavedScreening {
  id: string
  /** as the form was sent; what it has no box for stays as it is */
  values: Record<string, unknown>
}

/**
 * Keeps what was filled in and judges it again by the rules and facts of today. What was said before stays as a
 * revision. @throws invalid; stale (409) with both versions; conflict once it is concluded
 */
export async function saveScreening(context: RequestContext, { id, values }: SavedScreening): Promise<Evaluation> {
  const { version } = parseInput(seenVersion, values)
  const form = parseInput(screeningForm, values)
  const ruleSets = await rulesOf(context, form.ruleSets)
  return transaction(async (tx) => {
    const before = await lockScreening(tx, context, id, 'screening.edit')
    mustBeOpen(before)
    const was = judged(before)
    if (before.version !== version) {
      throw await staleEdit(tx, {
        subject: { type: 'screening', id },
        what: '这次预审',
        version: before.version,
        current: screeningValues(was, before.ruleSetIds),
      })
    }
    const on = businessDay(context.now)
    const { inputs, dossier } = saidOver(was, form, values)
    const terms = await termsInForce(on, tx)
    const evaluation = evaluate(ruleSets, inputs, { on, terms, exceptions: was.exceptions })
    await tx.screening.update({
      where: { id },
      data: {
        ...stored(inputs, ruleSets),
        terms: { ...terms },
        dossier,
        ...outcomeOf(evaluation),
        evaluatedOn: fromDay(on),
        ...touched(context, before.version),
      },
    })
    const revisions = await tx.screeningRevision.count({ where: { screeningId: id } })
    await appendRevision(tx, context, { screeningId: id, number: revisions + 1, inputs, ruleSets, evaluation })
    await recordAudit(tx, context, {
      action: 'screening.save',
      subjectType: 'screening',
      subjectId: id,
      before: { ...audited(was.inputs, was.ruleSets, was.evaluation), dossier: dossierWords(was.dossier) },
      after: { ...audited(inputs, ruleSets, evaluation), dossier: dossierWords(dossier) },
    })
    return evaluation
  })
}

/** What the boxes of the form hold. */
export const screeningValues = ({ inputs, dossier }: Kept, ruleSetIds: readonly string[]) => ({
  ...formValuesOf(inputs),
  dossier,
  ruleSets: [...ruleSetIds],
})

interface Allowed {
  id: string
  ruleSet: string
  criterion: string
  /** left out: the exception is taken back */
  exception: { allowedBy: string; reason: string; document: string | null } | null
}

/** Lets a missed threshold be missed (一事一议), or takes that back, and judges again by the rules at hand. */
export async function allowException(
  context: RequestContext,
  { id, ruleSet, criterion, exception }: Allowed,
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockScreening(tx, context, id, 'screening.conclude')
    mustBeOpen(before)
    const was = judged(before)
    const found = was.evaluation.criteria.find((one) => one.ruleSet === ruleSet && one.id === criterion)
    if (!found || found.threshold === null) throw invalidField('missed', '否决项和没有门槛的标准不能一事一议')
    const key = { screeningId: id, ruleSetId: ruleSet, criterion }
    if (exception) {
      const data = { ...exception, recordedAt: context.now, recordedById: context.actor.userId }
      await tx.screeningException.upsert({
        where: { screeningId_ruleSetId_criterion: key },
        create: { ...key, ...data },
        update: data,
      })
    } else await tx.screeningException.deleteMany({ where: key })
    const others = was.exceptions.filter((one) => one.ruleSet !== ruleSet || one.criterion !== criterion)
    const exceptions: Exception[] = exception
      ? [...others, { ruleSet, criterion, by: exception.allowedBy, reason: exception.reason }]
      : others
    const evaluation = evaluate(was.ruleSets, was.inputs, { on: was.on, terms: was.terms, exceptions })
    await tx.screening.update({
      where: { id },
      data: { ...outcomeOf(evaluation), ...touched(context, before.version) },
    })
    await recordAudit(tx, context, {
      action: exception ? 'screening.allow' : 'screening.withdrawException',
      subjectType: 'screening',
      subjectId: id,
      before: { verdict: was.evaluation.verdict },
      after: { verdict: evaluation.verdict, criterion: found.label, ...exception },
    })
  })
}

/** Takes the screening's project and row for this transaction. @throws notFound, forbidden */
export async function lockScreening(
  tx: Tx,
  context: RequestContext,
  id: string,
  action: 'screening.edit' | 'screening.conclude',
) {
  if (!isId(id)) throw notFound('这次预审')
  const found = await tx.screening.findUnique({ where: { id }, select: { projectId: true } })
  if (!found) throw notFound('这次预审')
  await lockProject(tx, context, found.projectId, action)
  return tx.screening.findUniqueOrThrow({ where: { id }, select: STORED_SELECT })
}

function mustBeOpen({ state }: { state: string }): void {
  if (state === 'concluded') throw new AppError('conflict', { userMessage: '这次预审已出具结论，需由招商局重开后再改' })
}

/** The rule sets by their ids, the wider rule first. @throws notFound for one that is not there */
async function rulesOf(context: RequestContext, ids: readonly string[]): Promise<RuleSet[]> {
  if (ids.length === 0) throw invalidField('ruleSets', '请选择规则集')
  return inOrder(await readRuleSets(context, ids))
}

export const touched = (context: RequestContext, version: number) => ({
  version: version + 1,
  recordedAt: context.now,
  recordedById: context.actor.userId,
})

const stored = (inputs: ScreeningInputs, ruleSets: readonly RuleSet[]) => ({
  inputs: structuredClone({ ...inputs }) as object,
  rules: structuredClone([...ruleSets]) as object[],
  ruleSetIds: ruleSets.map(({ id }) => id),
})

interface Revision {
  screeningId: string
  number: number
  inputs: ScreeningInputs
  ruleSets: readonly RuleSet[]
  evaluation: Evaluation
}

async function appendRevision(tx: Tx, context: RequestContext, revision: Revision): Promise<void> {
  const { screeningId, number, inputs, ruleSets, evaluation } = revision
  const { inputs: json, ruleSetIds } = stored(inputs, ruleSets)
  const { verdict, score } = outcomeOf(evaluation)
  await tx.screeningRevision.create({
    data: {
      screeningId,
      number,
      inputs: json,
      ruleSetIds,
      verdict,
      score,
      recordedAt: context.now,
      recordedById: context.actor.userId,
    },
  })
}

/** Inputs and outcome as the log keeps them: numbers by their fields, the rest in words. */
function audited(inputs: ScreeningInputs, ruleSets: readonly RuleSet[], { verdict, score }: Evaluation) {
  const { energy, vetoes, ratings, investmentIncludesLandPrice, twoHigh, ...plain } = inputs
  return {
    ...plain,
    investmentIncludesLandPrice: yesOrNo(investmentIncludesLandPrice),
    twoHigh: yesOrNo(twoHigh),
    energyUse: energy
      ?.map(({ carrier, amount, unit }) => {
        const label = isKeyOf(ENERGY_CARRIERS, carrier) ? ENERGY_CARRIERS[carrier].label : carrier
        return `${label} ${amount} ${unit}`
      })
      .join('、'),
    vetoes:
      vetoes &&
      inWords(
        ruleSets,
        Object.entries(vetoes).map(([id, hit]) => [id, hit ? '存在' : '未发现']),
      ),
    ratings: ratings && inWords(ruleSets, Object.entries(ratings)),
    ruleSets: ruleSets.map(({ name }) => name).join('、'),
    verdict,
    score,
  }
}

const yesOrNo = (answer: boolean | undefined) => (answer === undefined ? undefined : answer ? '是' : '否')

function inWords(ruleSets: readonly RuleSet[], entries: readonly (readonly [string, string])[]): string {
  const criteria = ruleSets.flatMap((set) => set.criteria)
  return entries
    .map(([id, value]) => {
      const criterion = criteria.find((one) => one.id === id)
      const choices =
        criterion?.kind === 'scored' && criterion.scoring.type === 'categories' ? criterion.scoring.choices : []
      return `${criterion?.label ?? id}：${choices.find((choice) => choice.value === value)?.label ?? value}`
    })
    .join('；')
}

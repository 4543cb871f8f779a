import type { AuditEntry } from '~/audit/domain/changes'
import { recordHistory } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { rankOf } from '~/projects/domain/stages'
import { evaluate } from '~/screening/domain/evaluation/evaluate'
import type { ScreeningInputs } from '~/screening/domain/inputs'
import { READY_MADE } from '~/screening/domain/ready-made/ready-made'
import type { RuleSet } from '~/screening/domain/rules/rule-set'
import type { Dossier } from '~/screening/domain/screening'
import { inOrder } from '~/screening/server/stored-screening'
import { addDays, fromDay, type Day } from '~/shared/day'
import type { DemoContext } from './context'
import type { Random } from './random'
import type { DemoProject } from './story'
import { workday } from './timeline'

interface InsertedProject extends DemoProject {
  id: string
}

/** The county judges by these. */
const IN_USE = new Set(['national-control-2008', 'county-intensity-100', 'scored-40-30-20-10'])
const SCREENED = 26

const M2_PER_MU = 666.67
const JUDGED = ['funds', 'revenueTrend', 'customers', 'qualifications', 'finances', 'supplyMatch', 'spillover']
const PLACED = ['premises', 'approvals', 'resources']

/** A number between two others. */
const part = (random: Random, low: number, high: number) =>
  random.between(Math.round(low * 1000), Math.round(high * 1000)) / 1000

const round = (value: number, places = 2) => Number(value.toFixed(places))

/** What a proposal says; `known` is the share of it that has been asked for by now. */
function proposalOf({ profile, plan }: InsertedProject, random: Random, known: number): ScreeningInputs {
  const { investmentWan, industryCode } = profile
  const landMu = profile.landMu ?? undefined
  const fixed = round(investmentWan * part(random, 0.8, 0.95), 0)
  const output = round(investmentWan * part(random, 1.1, 2), 0)
  const added = round(output * part(random, 0.2, 0.3), 0)
  const tax = profile.annualTaxWan ?? round(investmentWan * part(random, 0.03, 0.09), 0)
  const m2 = (landMu ?? investmentWan / 400) * M2_PER_MU
  const floor = round(m2 * part(random, 0.9, 1.4), 0)
  const whole: ScreeningInputs = {
    landMu: plan.rents ? undefined : landMu,
    totalInvestmentWan: investmentWan,
    fixedAssetInvestmentWan: fixed,
    equipmentInvestmentWan: round(fixed * part(random, 0.4, 0.7), 0),
    annualOutputWan: output,
    annualRevenueWan: round(output * 0.96, 0),
    annualAddedValueWan: added,
    annualTaxWan: tax,
    annualRdWan: round(output * part(random, 0.01, 0.04), 0),
    staff: Math.round(random.between(30, 260)),
    floorAreaM2: floor,
    farFloorAreaM2: round(floor * part(random, 1, 1.25), 0),
    footprintM2: round(m2 * part(random, 0.34, 0.5), 0),
    greenAreaM2: round(m2 * part(random, 0.05, 0.14), 0),
    adminLandM2: round(m2 * part(random, 0.03, 0.068), 0),
    adminFloorAreaM2: round(floor * part(random, 0.05, 0.14), 0),
    chainFit: Math.round(random.between(35, 95)),
  }
  const said = Object.entries(whole).filter(
    ([name, value]) => value !== undefined && (known >= 1 || IS_EARLY.has(name) || random.chance(known)),
  )
  const asked = known >= 1
  return {
    ...Object.fromEntries(said),
    industryCode,
    energy: [
      { carrier: 'electricity', amount: Math.round(random.between(40, 900)), unit: '万kWh' },
      ...(random.chance(0.4)
        ? [{ carrier: 'naturalGas', amount: Math.round(random.between(5, 60)), unit: '万m3' }]
        : []),
    ],
    ...(asked && {
      vetoes: { dishonest: false, penaltyOpen: false, illegalLand: false, qualificationMissing: false },
      ratings: Object.fromEntries([
        ...JUDGED.map((id) => [id, random.pick(['good', 'good', 'fair', 'fair', 'poor'])]),
        ...PLACED.map((id) => [id, random.pick(['good', 'good', 'fair'])]),
      ]),
    }),
  }
}

/** What the first call already tells. */
const IS_EARLY = new Set(['landMu', 'totalInvestmentWan', 'fixedAssetInvestmentWan'])

function dossierOf({ profile }: InsertedProject, on: Day, random: Random): Partial<Dossier> {
  const finding = (value: string, source: string) => ({ value, source, on })
  return {
    products: profile.content.slice(0, 200),
    investmentParts: null,
    taxParts: null,
    constructionFrom: addDays(on, 150),
    producingFrom: addDays(on, 520),
    fullFrom: addDays(on, 900),
    dueDiligence: {
      paidInCapital: finding(`${Math.round(random.between(8, 60)) * 100} 万元`, '国家企业信用信息公示系统'),
      litigation: finding('未见作为被告的未结案件', '中国裁判文书网'),
      dishonesty: finding('未列入失信被执行人名单', '中国执行信息公开网'),
    },
  }
}

/** Screenings of the projects that came to be judged last, and the rule sets that the county uses. */
export async function loadScreenings(
  tx: Tx,
  told: readonly InsertedProject[],
  { offices, today, now, random }: DemoContext,
): Promise<void> {
  const ruleSets = inOrder(READY_MADE.filter(({ id }) => IN_USE.has(id)))
  await tx.screeningRuleSet.createMany({
    data: ruleSets.map(({ id, name }) => ({ id, name, inUse: true, createdAt: now })),
    skipDuplicates: true,
  })
  const by = offices.bureau.userId
  const screenings: Prisma.ScreeningCreateManyInput[] = []
  const revisions: Prisma.ScreeningRevisionCreateManyInput[] = []
  const entries: { at: Date; entry: AuditEntry }[] = []
  for (const project of judgedLast(told)) {
    const reached = project.timeline.events.findLast(({ stage }) => stage === 'screening')?.occurred.from
    const concluded = rankOf(project.plan.stage) >= rankOf('approved')
    const on = workday(addDays(reached ?? today, reached && concluded ? 6 : -3))
    const at = new Date(Math.min(fromDay(on).getTime() + 3 * 3_600_000, now.getTime() - 60_000))
    const inputs = proposalOf(project, random, concluded || reached ? 1 : 0.5)
    const earlier = reached && random.chance(0.4) ? promisedBefore(inputs, random) : null
    const said = [...(earlier ? [earlier] : []), inputs]
    const id = newId()
    const { verdict, score, class: efficiency } = evaluate(ruleSets, inputs, { on })
    const settled = concluded && verdict !== 'unknown'
    screenings.push({
      id,
      projectId: project.id,
      number: 1,
      depth: reached ? 'full' : 'quick',
      state: settled ? 'concluded' : 'draft',
      inputs: json(inputs),
      dossier: json(reached ? dossierOf(project, on, random) : {}),
      rules: ruleSets.map(json),
      ruleSetIds: ruleSets.map((set) => set.id),
      verdict,
      score,
      class: efficiency,
      evaluatedOn: fromDay(on),
      version: said.length,
      createdAt: at,
      createdById: by,
      recordedAt: at,
      recordedById: by,
      concludedAt: settled ? at : null,
    })
    for (const [index, one] of said.entries())
      revisions.push(
        revisionOf(id, index + 1, one, ruleSets, {
          on,
          at: new Date(at.getTime() + (index + 1 - said.length) * 86_400_000),
          by,
        }),
      )
    entries.push({
      at,
      entry: { action: 'screening.start', subjectType: 'screening', subjectId: id, after: { verdict, score } },
    })
  }
  await tx.screening.createMany({ data: screenings })
  await tx.screeningRevision.createMany({ data: revisions })
  await recordHistory(
    tx,
    entries.map(({ at, entry }) => ({ context: { actor: offices.bureau, now: at, via: 'page' }, entry })),
  )
}

/** Of the projects that stand between first talks and signing, those of the latest change. */
function judgedLast(told: readonly InsertedProject[]): readonly InsertedProject[] {
  const [from, to] = [rankOf('negotiating'), rankOf('signed')]
  return told
    .filter(({ plan }) => !plan.side && !plan.confidential && rankOf(plan.stage) >= from && rankOf(plan.stage) <= to)
    .toSorted((one, other) => one.plan.since - other.plan.since)
    .slice(0, SCREENED)
}

/** A promise that was lowered, or raised, once its result had been seen. */
const promisedBefore = (inputs: ScreeningInputs, random: Random): ScreeningInputs => ({
  ...inputs,
  annualTaxWan: round((inputs.annualTaxWan ?? 100) * random.pick([0.7, 0.8, 1.2]), 0),
})

function revisionOf(
  screeningId: string,
  number: number,
  inputs: ScreeningInputs,
  ruleSets: readonly RuleSet[],
  { on, at, by }: { on: Day; at: Date; by: string | null },
): Prisma.ScreeningRevisionCreateManyInput {
  const { verdict, score } = evaluate(ruleSets, inputs, { on })
  return {
    screeningId,
    number,
    inputs: json(inputs),
    ruleSetIds: ruleSets.map(({ id }) => id),
    verdict,
    score,
    recordedAt: at,
    recordedById: by,
  }
}

const json = (value: object): object => structuredClone(value)

import { Readable } from 'node:stream'
import type { Actor, RequestContext } from '~/auth/domain/actor'
import type { AuditEntry } from '~/audit/domain/changes'
import { recordHistory } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { storeFile, type KeptFile } from '~/platform/files'
import { stageCache } from '~/projects/domain/history'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { cacheColumns, occurredColumns } from '~/projects/server/events'
import { factColumns } from '~/projects/server/facts'
import { refreshMilestones } from '~/projects/server/milestones'
import { addDays, businessDay, formatDayRange, fromDay } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import type { Offices } from './offices'
import { drawPaper, type Paper } from './papers'
import type { Random } from './random'
import type { DemoProject } from './story'

type Event = Prisma.StageEventCreateManyInput & { id: string; recordedAt: Date }

/** The rows of the whole story, gathered and then inserted a table at a time, in the order in which they were recorded. */
export class Rows {
  private readonly investors: Prisma.InvestorCreateManyInput[] = []
  private readonly projects: Prisma.ProjectCreateManyInput[] = []
  private readonly events: Event[] = []
  private readonly facts: (Prisma.ProjectFactCreateManyInput & { recordedAt: Date })[] = []
  private readonly ticks: (Prisma.GuardFactCreateManyInput & { recordedAt: Date })[] = []
  private readonly verifications: Prisma.StageVerificationCreateManyInput[] = []
  private readonly papers: { paper: Paper; row: Omit<Prisma.StoredFileCreateManyInput, keyof KeptFile> }[] = []
  private readonly evidence: Prisma.EvidenceCreateManyInput[] = []
  private readonly contacts: Prisma.ContactCreateManyInput[] = []
  private readonly values: Prisma.PersonalValueCreateManyInput[] = []
  private readonly entries: { context: RequestContext; entry: AuditEntry }[] = []

  constructor(
    private readonly offices: Offices,
    private readonly random: Random,
    private readonly keys: string[],
  ) {}

  /** @returns the project's id */
  add(demo: DemoProject): string {
    const { offices, random } = this
    const { profile, timeline, plan } = demo
    const registeredAt = timeline.events[0]!.recordedAt
    const holder = offices.officerOf(profile.holder)
    const projectId = random.id(registeredAt)
    const investorId = random.id(registeredAt)
    const did = (actor: Actor, now: Date, entry: Omit<AuditEntry, 'subjectType' | 'subjectId'>) =>
      this.entries.push({
        context: { actor, now, via: 'page' },
        entry: { ...entry, subjectType: 'project', subjectId: projectId },
      })

    this.investors.push({
      id: investorId,
      ...profile.investor,
      normalizedName: normalizedCompanyName(profile.investor.name),
      createdAt: registeredAt,
    })
    did(holder, registeredAt, {
      action: 'project.register',
      after: { name: profile.name, investor: profile.investor.name },
    })

    const events: Event[] = []
    let lastAt = registeredAt
    for (const event of timeline.events) {
      const actor = event.byBureau ? offices.bureau : holder
      const id = random.id(event.recordedAt)
      const supersedesId = event.supersedes === undefined ? null : events[event.supersedes]!.id
      events.push({
        id,
        projectId,
        stage: event.stage,
        ...occurredColumns(event.occurred),
        recordedAt: event.recordedAt,
        recordedById: actor.userId,
        reason: event.reason,
        supersedesId,
        waiverReason: event.waiver?.reason,
        waiverBy: event.waiver?.by,
      })
      lastAt = event.verifiedAt ?? event.recordedAt
      did(actor, event.recordedAt, {
        action: supersedesId ? 'stage.correct' : 'stage.record',
        after: { eventId: id, stage: event.stage, occurred: event.occurred, reason: event.reason ?? null },
      })
      const title = `${STAGE_NAMES[event.stage]}：${formatDayRange(event.occurred)}`
      let evidenceId: string | null = null
      for (const kind of event.papers) {
        evidenceId = this.keep(demo, projectId, { kind, title, at: event.recordedAt, by: actor, eventId: id })
      }
      if (!event.verifiedAt) continue
      const [verifiedAt, verifiedById] = [event.verifiedAt, offices.bureau.userId]
      this.verifications.push({ id: random.id(verifiedAt), eventId: id, verifiedAt, verifiedById, evidenceId })
      did(offices.bureau, verifiedAt, { action: 'stage.verify', after: { eventId: id, stage: event.stage } })
    }
    this.events.push(...events)

    for (const { kind, day, recordedAt, note, paper } of timeline.ticks) {
      const title = `${paper ?? ''}（${day}）`
      const evidenceId = paper
        ? this.keep(demo, projectId, { kind: paper, title, at: recordedAt, by: offices.bureau })
        : null
      const recordedById = offices.bureau.userId
      this.ticks.push({
        id: random.id(recordedAt),
        projectId,
        kind,
        holds: true,
        day: fromDay(day),
        note,
        evidenceId,
        recordedAt,
        recordedById,
      })
      did(offices.bureau, recordedAt, { action: 'guardFact.tick', after: { kind, holds: true, day, note } })
    }

    const row = this.projectRow(demo, {
      id: projectId,
      investorId,
      createdById: holder.userId,
      createdAt: registeredAt,
      updatedAt: lastAt,
    })
    const facts = events.map((event, at) => ({
      ...event,
      seq: at,
      occurred: timeline.events[at]!.occurred,
      statedOn: null,
      supersedesId: event.supersedesId ?? null,
    }))
    this.projects.push({ ...row, ...cacheColumns(stageCache(facts)), version: events.length })
    this.addFacts(row, demo, registeredAt, holder)

    for (const { phone, ...person } of profile.people) {
      const contactId = random.id(registeredAt)
      this.contacts.push({
        id: contactId,
        projectId,
        ...person,
        investorId: person.ours ? null : investorId,
        createdAt: registeredAt,
      })
      this.values.push({ id: random.id(registeredAt), kind: 'phone', value: phone, contactId, createdAt: registeredAt })
    }
    if (plan.confidential)
      did(offices.bureau, lastAt, {
        action: 'project.update',
        before: { confidential: false },
        after: { confidential: true },
      })
    return projectId
  }

  private projectRow(
    { profile, plan, code, timeline, nextStepOn }: DemoProject,
    made: { id: string; investorId: string; createdById: string | null; createdAt: Date; updatedAt: Date },
  ) {
    const { offices } = this
    const unitId = offices.unitId(profile.holder)
    const last = businessDay(made.updatedAt)
    return {
      ...made,
      name: profile.name,
      normalizedName: normalizedProjectName(profile.name),
      code,
      projectCompany: profile.projectCompany,
      projectCompanyUscc: profile.projectCompanyUscc,
      industry: profile.industry,
      industryCode: profile.industryCode,
      chain: profile.chain,
      content: profile.content,
      channel: profile.channel,
      unitId,
      teamId: offices.teamId(profile.team),
      introducedById: unitId,
      landedAtId: profile.landedAt ? offices.unitId(profile.landedAt) : null,
      parkId: offices.parkId(profile.park),
      sponsor: profile.sponsor,
      investmentWan: String(profile.investmentWan),
      landMu: profile.landMu === null ? null : String(profile.landMu),
      annualTaxWan: profile.annualTaxWan === null ? null : String(profile.annualTaxWan),
      rents: plan.rents ?? false,
      ownLand: plan.ownLand ?? false,
      confidential: plan.confidential ?? false,
      blockingIssue: profile.blockingIssue,
      nextStep: profile.nextStep,
      nextStepOn: nextStepOn ? fromDay(nextStepOn) : null,
      holdUntil: timeline.signedOn ? null : fromDay(addDays(last, 90)),
    }
  }

  /** As first talked of, and as signed: responsibility passes to the landing unit on that day. */
  private addFacts(
    row: ReturnType<Rows['projectRow']>,
    { profile, timeline }: DemoProject,
    registeredAt: Date,
    holder: Actor,
  ): void {
    const { random } = this
    const signed = timeline.signedOn ? timeline.events.find(({ stage }) => stage === 'signed')! : null
    const first = signed ? { ...row, landedAtId: null, sponsor: null, investmentWan: String(profile.firstWan) } : row
    const common = { projectId: row.id, recordedById: holder.userId }
    this.facts.push({
      id: random.id(registeredAt),
      ...common,
      ...factColumns(first),
      validFrom: null,
      recordedAt: registeredAt,
    })
    if (!signed) return
    const validFrom = fromDay(timeline.signedOn!)
    this.facts.push({
      id: random.id(signed.recordedAt),
      ...common,
      ...factColumns(row),
      validFrom,
      recordedAt: signed.recordedAt,
    })
  }

  private keep(
    { profile }: DemoProject,
    projectId: string,
    {
      kind,
      title,
      at,
      by,
      eventId = null,
    }: { kind: string; title: string; at: Date; by: Actor; eventId?: string | null },
  ): string {
    const paper = drawPaper(kind, profile.name, [profile.investor.name, title, '演示材料，内容均为虚构'])
    const [fileId, id] = [this.random.id(at), this.random.id(at)]
    this.papers.push({ paper, row: { id: fileId, name: paper.name, uploadedAt: at, uploadedById: by.userId } })
    this.evidence.push({ id, projectId, eventId, fileId, kind, addedAt: at, addedById: by.userId })
    const after = { kind, name: paper.name, sizeBytes: paper.bytes.length, eventId }
    this.entries.push({
      context: { actor: by, now: at, via: 'page' },
      entry: { action: 'evidence.add', subjectType: 'project', subjectId: projectId, after },
    })
    return id
  }

  private async storePapers(): Promise<Prisma.StoredFileCreateManyInput[]> {
    return Promise.all(
      this.papers.map(async ({ paper: { bytes, ...about }, row }) => {
        const kept = await storeFile(Readable.from([bytes]), about)
        this.keys.push(kept.key)
        return { ...row, ...kept }
      }),
    )
  }

  async insert(tx: Tx): Promise<void> {
    const inOrder = <T extends { recordedAt: Date }>(rows: T[]) =>
      rows.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime())
    await tx.investor.createMany({ data: this.investors })
    await tx.project.createMany({ data: this.projects })
    await tx.projectFact.createMany({ data: inOrder(this.facts) })
    await tx.stageEvent.createMany({ data: inOrder(this.events) })
    await tx.storedFile.createMany({ data: await this.storePapers() })
    await tx.evidence.createMany({ data: this.evidence })
    await tx.stageVerification.createMany({ data: this.verifications })
    await refreshMilestones(tx)
    await tx.guardFact.createMany({ data: inOrder(this.ticks) })
    await tx.contact.createMany({ data: this.contacts })
    await tx.personalValue.createMany({ data: this.values })
    await recordHistory(
      tx,
      this.entries.sort((a, b) => a.context.now.getTime() - b.context.now.getTime()),
    )
  }
}

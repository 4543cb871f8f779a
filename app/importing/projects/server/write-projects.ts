import type { Call } from '~/auth/domain/actor'
import { recordAudits } from '~/audit/server/record'
import type { AuditEntry } from '~/audit/domain/changes'
import type { Tx } from '~/platform/database/client'
import { stageCache, type StageFact } from '~/projects/domain/history'
import { daysOfStages, type LoggedProject } from '~/projects/domain/logged-values'
import { factColumns, type FiguredProject } from '~/projects/server/facts'
import type { Day } from '~/shared/day'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import { UNLOGGED_FIELDS, type DraftChanges } from '../domain/changes'
import type { DraftEvent, DraftField, LedgerDraft } from '../domain/draft'
import { joinRemark, withTold } from '../domain/coverage'
import { maskPhoneCell } from '../../tables/domain/personal'
import { insertRows, newId, updateRows } from '~/platform/database/bulk'
import { groupedBy } from '../../tables/domain/group-by'
import type { KnownProject } from './known-projects'
import type { NameBook } from './names'

/** An import row that becomes a project, or changes one. */
export interface WrittenRow {
  rowId: string
  draft: LedgerDraft
}

export interface WriteContext {
  call: Call
  book: NameBook
  /** holds a project of which the ledger names no unit */
  fallbackUnitId: string
  origin: { batchId: string; fileName: string }
  /** investors met so far in this import */
  investors: InvestorBook
}

interface InvestorRow {
  id: string
  name: string
  uscc: string | null
  origin: string | null
  version: number
}

export interface InvestorBook {
  byName: Map<string, InvestorRow>
  byCode: Map<string, InvestorRow>
}

export function investorBook(): InvestorBook {
  return { byName: new Map(), byCode: new Map() }
}

/** What is being written; statements of one transaction are worked on in the order they are given. */
export interface Writing<T> {
  result: T
  written: Promise<unknown>
}

const PROJECT_COLUMNS = [
  'id',
  'name',
  'normalized_name',
  'code',
  'investor_id',
  'project_company',
  'industry',
  'chain',
  'content',
  'channel',
  'unit_id',
  'introduced_by_id',
  'landed_at_id',
  'park_id',
  'sponsor',
  'chain_leader',
  'investment_wan',
  'land_mu',
  'annual_tax_wan',
  'rents',
  'own_land',
  'confidential',
  'land_note',
  'blocking_issue',
  'next_step',
  'remark',
  'stage',
  'status',
  'stage_on',
  'signed_from',
  'signed_to',
  'started_from',
  'started_to',
  'version',
  'created_at',
  'created_by_id',
  'updated_at',
] as const

const EVENT_COLUMNS = [
  'id',
  'project_id',
  'stage',
  'occurred_from',
  'occurred_to',
  'precision',
  'stated_on',
  'recorded_at',
  'recorded_by_id',
  'note',
  'supersedes_id',
  'import_row_id',
] as const

const FACT_COLUMNS = [
  'id',
  'project_id',
  'valid_from',
  'recorded_at',
  'recorded_by_id',
  'unit_id',
  'park_id',
  'industry',
  'sponsor',
  'investment_wan',
  'land_mu',
  'import_row_id',
] as const

const INVESTOR_FIELDS: DraftField[] = ['investor', 'uscc', 'origin']

function draftColumns(draft: LedgerDraft, investorId: string | null, { book, fallbackUnitId }: WriteContext) {
  const unit = (name: string | null) => (name ? (book.units.get(name) ?? null) : null)
  const introduced = unit(draft.introducedBy)
  const landed = unit(draft.landedAt)
  return {
    name: draft.name,
    normalized_name: normalizedProjectName(draft.name),
    code: draft.code,
    investor_id: investorId,
    project_company: draft.projectCompany,
    industry: draft.industry,
    chain: draft.chain,
    content: draft.content,
    channel: draft.channel,
    unit_id: introduced ?? landed ?? fallbackUnitId,
    introduced_by_id: introduced,
    landed_at_id: landed,
    park_id: draft.park ? (book.parks.get(draft.park) ?? null) : null,
    sponsor: draft.sponsor,
    chain_leader: draft.chainLeader,
    investment_wan: draft.investmentWan,
    land_mu: draft.landMu,
    annual_tax_wan: draft.annualTaxWan,
    rents: draft.rents,
    own_land: draft.ownLand,
    land_note: draft.landNote,
    blocking_issue: draft.blockingIssue,
    next_step: draft.nextStep,
    remark: joinRemark(draft),
  }
}

type DraftColumns = ReturnType<typeof draftColumns>

function figured(columns: DraftColumns): FiguredProject {
  return {
    unitId: columns.unit_id,
    introducedById: columns.introduced_by_id,
    landedAtId: columns.landed_at_id,
    parkId: columns.park_id,
    industry: columns.industry,
    sponsor: columns.sponsor,
    investmentWan: columns.investment_wan,
    landMu: columns.land_mu,
  }
}

/** Valid from the row's earliest event, and never before the value it replaces: the latest told is the one that holds. */
function factRow(
  projectId: string,
  rowId: string,
  project: FiguredProject,
  draft: LedgerDraft,
  call: Call,
  notBefore: Day | null = null,
) {
  const fact = factColumns(project)
  const earliest = earliestDay(draft.events)
  return {
    id: newId(),
    project_id: projectId,
    valid_from: notBefore && (!earliest || earliest < notBefore) ? notBefore : earliest,
    recorded_at: call.now,
    recorded_by_id: call.actor.userId,
    unit_id: fact.unitId,
    park_id: fact.parkId,
    industry: fact.industry,
    sponsor: fact.sponsor,
    investment_wan: fact.investmentWan,
    land_mu: fact.landMu,
    import_row_id: rowId,
  }
}

function earliestDay(events: readonly DraftEvent[]): string | null {
  return events.reduce<string | null>((earliest, { occurred }) => {
    if (!occurred.from) return earliest
    return earliest === null || occurred.from < earliest ? occurred.from : earliest
  }, null)
}

function eventRow(
  projectId: string,
  rowId: string,
  event: DraftEvent,
  draft: LedgerDraft,
  call: Call,
  supersedesId: string | null,
) {
  return {
    id: newId(),
    project_id: projectId,
    stage: event.stage,
    occurred_from: event.occurred.from,
    occurred_to: event.occurred.to,
    precision: event.occurred.precision,
    stated_on: draft.statedOn,
    recorded_at: call.now,
    recorded_by_id: call.actor.userId,
    note: supersedesId ? '台账更正' : null,
    supersedes_id: supersedesId,
    import_row_id: rowId,
  }
}

type EventRow = ReturnType<typeof eventRow>

function asFact(row: EventRow, seq: number): StageFact {
  return {
    id: row.id,
    seq,
    stage: row.stage,
    occurred: { from: row.occurred_from, to: row.occurred_to, precision: row.precision },
    statedOn: row.stated_on,
    recordedAt: row.recorded_at,
    supersedesId: row.supersedes_id,
  }
}

function cacheRow(events: readonly StageFact[]) {
  const cache = stageCache(events)
  return {
    stage: cache.stage,
    status: cache.status,
    stage_on: cache.stageOn,
    signed_from: cache.signedFrom,
    signed_to: cache.signedTo,
    started_from: cache.startedFrom,
    started_to: cache.startedTo,
  }
}

/** Makes a project of each row. The result is the project's id by row. */
export async function createProjects(
  tx: Tx,
  context: WriteContext,
  rows: readonly WrittenRow[],
): Promise<Writing<Map<string, string>>> {
  const made = new Map<string, string>()
  if (rows.length === 0) return { result: made, written: Promise.resolve() }
  const { call } = context
  const investors = await findOrCreateInvestors(
    tx,
    context,
    rows.map((row) => row.draft),
  )
  const projects: Record<string, unknown>[] = []
  const events: EventRow[] = []
  const facts: ReturnType<typeof factRow>[] = []
  const audits: AuditEntry[] = []
  for (const { rowId, draft } of rows) {
    const id = newId()
    made.set(rowId, id)
    const columns = draftColumns(draft, investors.get(investorKey(draft)) ?? null, context)
    const own = draft.events.map((event) => eventRow(id, rowId, event, draft, call, null))
    projects.push({
      id,
      ...columns,
      ...cacheRow(own.map(asFact)),
      confidential: false,
      version: 1,
      created_at: call.now,
      created_by_id: call.actor.userId,
      updated_at: call.now,
    })
    events.push(...own)
    facts.push(factRow(id, rowId, figured(columns), draft, call))
    audits.push({
      action: 'project.import',
      subjectType: 'project',
      subjectId: id,
      after: { ...toldOf(loggedDraft(draft, figured(columns))), import: context.origin },
    })
  }
  // Given at once, the database works on one statement while the next is put into words.
  const written = Promise.all([
    insertRows(tx, 'project', PROJECT_COLUMNS, projects),
    insertRows(tx, 'stage_event', EVENT_COLUMNS, events),
    insertRows(tx, 'project_fact', FACT_COLUMNS, facts),
    recordAudits(tx, call, audits),
    writeContacts(
      tx,
      call,
      rows.map(({ rowId, draft }) => ({ rowId, draft, projectId: made.get(rowId)! })),
    ),
  ])
  written.catch(() => {})
  return { result: made, written }
}

export interface ChangedRow extends WrittenRow {
  project: KnownProject
  changes: DraftChanges
}

/** Brings projects in step with their rows: only what differs, as new events where a stage is concerned. */
export async function updateProjects(tx: Tx, context: WriteContext, rows: readonly ChangedRow[]): Promise<void> {
  if (rows.length === 0) return
  const { call } = context
  const meetsInvestor = ({ changes }: ChangedRow) => INVESTOR_FIELDS.some((field) => changes.fields.includes(field))
  const investors = await findOrCreateInvestors(
    tx,
    context,
    rows.filter(meetsInvestor).map((row) => row.draft),
  )
  const projects: Record<string, unknown>[] = []
  const events: EventRow[] = []
  const facts: ReturnType<typeof factRow>[] = []
  const audits: AuditEntry[] = []
  for (const { rowId, draft, project, changes } of rows) {
    const merged = withChanges(project.draft, draft, changes.fields)
    const columns = draftColumns(merged, investors.get(investorKey(draft)) ?? null, {
      ...context,
      fallbackUnitId: project.columns.unitId,
    })
    // The names of what stays as it is need not be in the book.
    const changed = (field: DraftField) => changes.fields.includes(field)
    if (!changed('introducedBy')) columns.introduced_by_id = project.columns.introducedById
    if (!changed('landedAt')) columns.landed_at_id = project.columns.landedAtId
    if (!changed('park')) columns.park_id = project.columns.parkId
    if (!changed('introducedBy') && !changed('landedAt')) columns.unit_id = project.columns.unitId
    const own = changes.events.map((event) => {
      const superseded = project.events.findLast((it) => it.stage === event.stage && isStanding(it, project.events))
      return eventRow(project.id, rowId, event, draft, call, superseded?.id ?? null)
    })
    const all = [...project.events, ...own.map((row, at) => asFact(row, Number.MAX_SAFE_INTEGER - own.length + at))]
    projects.push({ id: project.id, ...columns, ...cacheRow(all), version: project.version + 1, updated_at: call.now })
    events.push(...own)
    if (JSON.stringify(factColumns(figured(columns))) !== JSON.stringify(factColumns(project.columns))) {
      facts.push(factRow(project.id, rowId, figured(columns), draft, call, project.factsFrom))
    }
    audits.push({
      action: 'project.import',
      subjectType: 'project',
      subjectId: project.id,
      before: loggedDraft(project.draft, project.columns),
      after: {
        ...loggedDraft(merged, figured(columns)),
        ...daysOfStages(changes.events),
        import: context.origin,
      },
    })
  }
  // An investor is set anew only where the row names another one.
  const keepsInvestor = (at: number) => !rows[at]!.changes.fields.includes('investor')
  const shared = PROJECT_COLUMNS.filter(
    (column) => !['id', 'confidential', 'created_at', 'created_by_id', 'investor_id'].includes(column),
  )
  await updateRows(tx, 'project', shared, projects)
  await updateRows(
    tx,
    'project',
    ['investor_id'],
    projects.filter((_, at) => !keepsInvestor(at)),
  )
  await insertRows(tx, 'stage_event', EVENT_COLUMNS, events)
  await insertRows(tx, 'project_fact', FACT_COLUMNS, facts)
  await writeContacts(
    tx,
    call,
    rows
      .filter(({ changes }) => changes.fields.some((field) => UNLOGGED_FIELDS.includes(field)))
      .map(({ rowId, draft, project }) => ({ rowId, draft, projectId: project.id })),
  )
  await recordAudits(tx, call, audits)
}

function isStanding(event: StageFact, events: readonly StageFact[]): boolean {
  return !events.some((other) => other.supersedesId === event.id)
}

function withChanges(before: LedgerDraft, after: LedgerDraft, fields: readonly DraftField[]): LedgerDraft {
  const merged: Record<string, unknown> = { ...before }
  for (const field of fields)
    merged[field] = field === 'alsoTold' ? withTold(before.alsoTold, after.alsoTold) : after[field]
  return merged as unknown as LedgerDraft
}

/** A draft as the log of changes says it, without personal data. */
function loggedDraft(draft: LedgerDraft, { unitId, introducedById, landedAtId, parkId }: FiguredProject) {
  return {
    name: draft.name,
    code: draft.code,
    investorName: draft.investor,
    investorUscc: draft.uscc,
    origin: draft.origin,
    projectCompany: draft.projectCompany,
    industry: draft.industry,
    chain: draft.chain,
    content: draft.content,
    channel: draft.channel,
    unitId,
    introducedById,
    landedAtId,
    parkId,
    sponsor: draft.sponsor,
    chainLeader: draft.chainLeader,
    investmentWan: draft.investmentWan,
    landMu: draft.landMu,
    annualTaxWan: draft.annualTaxWan,
    rents: draft.rents,
    ownLand: draft.ownLand,
    landNote: draft.landNote,
    blockingIssue: draft.blockingIssue,
    nextStep: draft.nextStep,
    remark: joinRemark(draft),
    ...daysOfStages(draft.events),
  } satisfies LoggedProject
}

/** Without the fields of which the ledger says nothing. */
function toldOf(logged: LoggedProject): LoggedProject {
  return Object.fromEntries(Object.entries(logged).filter(([, value]) => value !== null && value !== false))
}

const investorKey = (draft: LedgerDraft) => `${draft.investor ?? ''}|${draft.uscc ?? ''}`

/** The investors of these drafts: by uscc, else by exactly that name, else new. */
async function findOrCreateInvestors(
  tx: Tx,
  { call, investors }: WriteContext,
  drafts: readonly LedgerDraft[],
): Promise<Map<string, string>> {
  const { byName, byCode } = investors
  const wanted = new Map<string, LedgerDraft>()
  for (const draft of drafts) {
    const earlier = wanted.get(investorKey(draft))
    if (draft.investor && !earlier?.origin) wanted.set(investorKey(draft), draft)
  }
  const list = [...wanted.values()]
  const names = [...new Set(list.map((draft) => draft.investor!))].filter((name) => !byName.has(name))
  const codes = list.flatMap((draft) => draft.uscc ?? []).filter((code) => !byCode.has(code))
  if (names.length + codes.length > 0) {
    const rows = await tx.$queryRaw<InvestorRow[]>`
      SELECT id, name, uscc, origin, version FROM investor
      WHERE (normalized_name = ANY(${names.map(normalizedCompanyName)}) AND name = ANY(${names})) OR uscc = ANY(${codes})
      ORDER BY created_at, id`
    for (const row of rows) meetInvestor(investors, row)
  }
  const found = new Map<string, string>()
  const created: Record<string, unknown>[] = []
  const filled = new Map<string, Record<string, unknown>>()
  const audits: AuditEntry[] = []
  for (const [key, draft] of wanted) {
    const named = byName.get(draft.investor!)
    const fits = named && (!draft.uscc || !named.uscc || named.uscc === draft.uscc) ? named : undefined
    const known = (draft.uscc ? byCode.get(draft.uscc) : undefined) ?? fits
    if (!known) {
      const row = { id: newId(), name: draft.investor!, uscc: draft.uscc, origin: draft.origin, version: 1 }
      created.push({ ...row, normalized_name: normalizedCompanyName(row.name), created_at: call.now })
      meetInvestor(investors, row)
      found.set(key, row.id)
      continue
    }
    found.set(key, known.id)
    const now = { uscc: known.uscc ?? draft.uscc, origin: known.origin ?? draft.origin }
    if (now.uscc === known.uscc && now.origin === known.origin) continue
    audits.push({
      action: 'investor.update',
      subjectType: 'investor',
      subjectId: known.id,
      before: { uscc: known.uscc, origin: known.origin },
      after: now,
    })
    Object.assign(known, now, { version: known.version + 1 })
    meetInvestor(investors, known)
    filled.set(known.id, { id: known.id, ...now, version: known.version })
  }
  await Promise.all([
    insertRows(tx, 'investor', ['id', 'name', 'normalized_name', 'uscc', 'origin', 'version', 'created_at'], created),
    updateRows(tx, 'investor', ['uscc', 'origin', 'version'], [...filled.values()]),
    recordAudits(tx, call, audits),
  ])
  return found
}

function meetInvestor({ byName, byCode }: InvestorBook, row: InvestorRow): void {
  if (!byName.has(row.name)) byName.set(row.name, row)
  if (row.uscc) byCode.set(row.uscc, row)
}

interface ContactRow extends WrittenRow {
  projectId: string
}

/** People of the rows, with the phones that waited beside the rows. */
async function writeContacts(tx: Tx, call: Call, rows: readonly ContactRow[]): Promise<void> {
  if (rows.length === 0) return
  const waiting = await tx.$queryRaw<{ id: string; value: string | null; importRowId: string }[]>`
    SELECT id, value, import_row_id AS "importRowId" FROM personal_value
    WHERE import_row_id = ANY(${rows.map((row) => row.rowId)}::uuid[]) ORDER BY id`
  const known = await tx.$queryRaw<{ id: string; name: string; ours: boolean; projectId: string }[]>`
    SELECT id, name, ours, project_id AS "projectId" FROM contact
    WHERE project_id = ANY(${rows.map((row) => row.projectId)}::uuid[])`
  const byRow = groupedBy(waiting, (it) => it.importRowId)
  const byProject = groupedBy(known, (it) => it.projectId)
  const contacts: Record<string, unknown>[] = []
  const moved: { id: string; contact_id: string; import_row_id: null }[] = []
  for (const { rowId, draft, projectId } of rows) {
    const values = byRow.get(rowId) ?? []
    const theirs = values.filter((it) => draft.investorPhone?.split('、').includes(maskPhoneCell(it.value ?? '')))
    const ours = values.filter((it) => !theirs.includes(it))
    const people = [
      { name: draft.person, ours: true, values: ours },
      { name: draft.investorPerson, ours: false, values: theirs },
    ]
    for (const person of people) {
      if (!person.name && person.values.length === 0) continue
      const name = person.name ?? '（未填姓名）'
      const kept = byProject.get(projectId)?.find((it) => it.ours === person.ours && it.name === name)
      const id = kept?.id ?? newId()
      if (!kept) contacts.push({ id, name, ours: person.ours, project_id: projectId, created_at: call.now })
      moved.push(...person.values.map((value) => ({ id: value.id, contact_id: id, import_row_id: null })))
    }
  }
  await insertRows(tx, 'contact', ['id', 'name', 'ours', 'project_id', 'created_at'], contacts)
  await updateRows(tx, 'personal_value', ['contact_id', 'import_row_id'], moved)
}

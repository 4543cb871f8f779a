import type { AuditEntry } from '~/audit/domain/changes'
import { recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { insertRows, newId, updateRows } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { stageCache, type StageFact } from '~/projects/domain/history'
import { daysOfStages, type LoggedProject } from '~/projects/domain/logged-values'
import { CACHE_COLUMNS, cacheRow, EVENT_COLUMNS } from '~/projects/server/events'
import { FACT_ROW_COLUMNS, factRow, sameFacts, type FiguredProject } from '~/projects/server/facts'
import type { Day } from '~/shared/day'
import { valueAt } from '~/shared/present'
import { normalizedCompanyName, normalizedProjectName } from '~/shared/text'
import { groupedBy } from '../../tables/domain/group-by'
import { maskPhoneCell } from '../../tables/domain/personal'
import type { ChangedRow, NewRow, WriteContext, Writing } from '../../tables/server/kind'
import { UNLOGGED_FIELDS, type DraftChanges } from '../domain/changes'
import { DECLARED, type DeclaredName } from '../domain/declared'
import type { DraftEvent, DraftField, LedgerDraft } from '../domain/draft'
import { logMade, logWrites } from '../../tables/server/import-writes'
import { joinRemark, mergeExtras } from '../domain/remark'
import { FILLED, type FilledField } from './filled-fields'
import type { KnownProject } from './known-projects'
import { keepAsTheyWere, keepWhatChanged } from './kept-columns'

/** An import row that becomes a project. */
type ProjectRow = NewRow<LedgerDraft>

type ChangedProject = ChangedRow<LedgerDraft, KnownProject, DraftChanges>

interface InvestorRow {
  id: string
  name: string
  uscc: string | null
  origin: string | null
  version: number
}

/** Investors met so far in an import. */
export interface InvestorBook {
  byName: Map<string, InvestorRow>
  byCode: Map<string, InvestorRow>
}

export function investorBook(): InvestorBook {
  return { byName: new Map(), byCode: new Map() }
}

/** Columns that follow from events and fields. */
const CHANGING_COLUMNS = [
  'normalized_name',
  ...FILLED.map(({ column }) => column),
  'land_note',
  ...CACHE_COLUMNS,
  'version',
  'updated_at',
]
const PROJECT_COLUMNS = ['id', ...CHANGING_COLUMNS, 'investor_id', 'confidential', 'created_at', 'created_by_id']

const INVESTOR_FIELDS: DraftField[] = ['investor', 'uscc', 'origin']

/** A project's own fields by the names of its form, references by id. */
type FilledFields = Record<FilledField, string | boolean | null> & FiguredProject

function filledFields(draft: LedgerDraft, { book, fallbackUnitId }: WriteContext): FilledFields {
  const idIn = (names: ReadonlyMap<string, string>, name: unknown) =>
    typeof name === 'string' ? (names.get(name) ?? null) : null
  const declared: Partial<Record<DeclaredName, string | boolean | null>> = {}
  for (const { name, key, field } of DECLARED) {
    const value = draft[key]
    declared[name] = field.kind === 'reference' ? idIn(field.to === 'park' ? book.parks : book.units, value) : value
  }
  const landedAtId = idIn(book.units, draft.landedAt)
  return Object.assign(declared, {
    landedAtId,
    unitId: idIn(book.units, draft.introducedBy) ?? landedAtId ?? fallbackUnitId,
    rents: draft.rents,
    ownLand: draft.ownLand,
    remark: joinRemark(draft),
  }) as FilledFields
}

function columnsOf(fields: FilledFields, { name, landNote }: LedgerDraft): Record<string, unknown> {
  const columns: Record<string, unknown> = { normalized_name: normalizedProjectName(name), land_note: landNote }
  for (const { name: field, column } of FILLED) columns[column] = fields[field]
  return columns
}

/** Valid from the row's earliest event, and never before the value it replaces: the latest told is the one that holds. */
function validFrom({ events }: LedgerDraft, notBefore: Day | null = null): Day | null {
  const earliest = earliestDay(events)
  return notBefore && (!earliest || earliest < notBefore) ? notBefore : earliest
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
  context: RequestContext,
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
    recorded_at: context.now,
    recorded_by_id: context.actor.userId,
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

/** Makes a project of each row. The result is the project's id by row. */
export async function createProjects(
  tx: Tx,
  writing: WriteContext,
  book: InvestorBook,
  rows: readonly ProjectRow[],
): Promise<Writing<Map<string, string>>> {
  const made = new Map<string, string>()
  if (rows.length === 0) return { result: made, written: Promise.resolve() }
  const { context } = writing
  const told = { recordedAt: context.now, recordedById: context.actor.userId }
  const investors = await findOrCreateInvestors(
    tx,
    writing,
    book,
    rows.map((row) => row.draft),
  )
  const projects: Record<string, unknown>[] = []
  const events: EventRow[] = []
  const facts: ReturnType<typeof factRow>[] = []
  const audits: AuditEntry[] = []
  for (const { rowId, draft } of rows) {
    const id = newId()
    made.set(rowId, id)
    const fields = filledFields(draft, writing)
    const own = draft.events.map((event) => eventRow(id, rowId, event, draft, context, null))
    const fixed = {
      id,
      investor_id: investors.get(investorKey(draft)) ?? null,
      confidential: false,
      version: 1,
      created_at: context.now,
      created_by_id: context.actor.userId,
      updated_at: context.now,
    }
    projects.push(Object.assign(columnsOf(fields, draft), cacheRow(stageCache(own.map(asFact))), fixed))
    events.push(...own)
    facts.push(factRow(id, fields, { ...told, validFrom: validFrom(draft), importRowId: rowId }))
    audits.push({
      action: 'project.import',
      subjectType: 'project',
      subjectId: id,
      after: { ...withoutBlanks(loggedDraft(draft, fields)), import: writing.origin },
    })
  }
  // Given at once, the database works on one statement while the next is put into words.
  const written = Promise.all([
    insertRows(tx, 'project', PROJECT_COLUMNS, projects),
    insertRows(tx, 'stage_event', EVENT_COLUMNS, events),
    insertRows(tx, 'project_fact', FACT_ROW_COLUMNS, facts),
    recordAudits(tx, context, audits),
    writeContacts(
      tx,
      context,
      rows.map(({ rowId, draft }) => ({ rowId, draft, projectId: valueAt(made, rowId) })),
    ),
  ])
  written.catch(() => {})
  return { result: made, written }
}

/** Brings projects in step with their rows: only what differs, as new events where a stage is concerned. */
export async function updateProjects(
  tx: Tx,
  writing: WriteContext,
  book: InvestorBook,
  rows: readonly ChangedProject[],
): Promise<void> {
  if (rows.length === 0) return
  const { context } = writing
  const told = { recordedAt: context.now, recordedById: context.actor.userId }
  const meetsInvestor = ({ changes }: ChangedProject) => INVESTOR_FIELDS.some((field) => changes.fields.includes(field))
  const investors = await findOrCreateInvestors(
    tx,
    writing,
    book,
    rows.filter(meetsInvestor).map((row) => row.draft),
  )
  const projects: Record<string, unknown>[] = []
  const events: EventRow[] = []
  const facts: ReturnType<typeof factRow>[] = []
  const audits: AuditEntry[] = []
  for (const { rowId, draft, known, changes } of rows) {
    const merged = withChanges(known.draft, draft, changes.fields)
    const fields = { ...filledFields(merged, writing), ...keptReferences(known, changes.fields) }
    const own = changes.events.map((event) => {
      const superseded = known.events.findLast((it) => it.stage === event.stage && isStanding(it, known.events))
      const { waiverReason = null, waiverBy = null } = known.waivers.get(superseded?.id ?? '') ?? {}
      return {
        ...eventRow(known.id, rowId, event, draft, context, superseded?.id ?? null),
        waiver_reason: waiverReason,
        waiver_by: waiverBy,
      }
    })
    const all = [...known.events, ...own.map((row, at) => asFact(row, Number.MAX_SAFE_INTEGER - own.length + at))]
    projects.push({
      id: known.id,
      ...columnsOf(fields, merged),
      ...cacheRow(stageCache(all)),
      investor_id: investors.get(investorKey(draft)) ?? null,
      version: known.version + 1,
      updated_at: context.now,
    })
    events.push(...own)
    if (!sameFacts(fields, known.fields)) {
      facts.push(
        factRow(known.id, fields, { ...told, validFrom: validFrom(draft, known.factsFrom), importRowId: rowId }),
      )
    }
    audits.push({
      action: 'project.import',
      subjectType: 'project',
      subjectId: known.id,
      before: loggedDraft(known.draft, known.fields),
      after: { ...loggedDraft(merged, fields), ...daysOfStages(changes.events), import: writing.origin },
    })
  }
  const ids = rows.map(({ known }) => known.id)
  await keepAsTheyWere(tx, writing.origin.batchId, ids)
  // An investor is set anew only where the row names another one.
  const keepsInvestor = (at: number) => !rows[at]!.changes.fields.includes('investor')
  await updateRows(tx, 'project', CHANGING_COLUMNS, projects)
  await updateRows(
    tx,
    'project',
    ['investor_id'],
    projects.filter((_, at) => !keepsInvestor(at)),
  )
  await keepWhatChanged(tx, writing.origin.batchId, ids)
  await insertRows(tx, 'stage_event', EVENT_COLUMNS, events)
  await insertRows(tx, 'project_fact', FACT_ROW_COLUMNS, facts)
  const people = await writeContacts(
    tx,
    context,
    rows
      .filter(({ changes }) => changes.fields.some((field) => UNLOGGED_FIELDS.includes(field)))
      .map(({ rowId, draft, known }) => ({ rowId, draft, projectId: known.id })),
  )
  await logMade(tx, writing.origin.batchId, 'contact', people.made)
  await logMade(tx, writing.origin.batchId, 'personalValue', people.values)
  await recordAudits(tx, context, audits)
}

/** References that the row leaves as they are: their names need not be in the book. */
function keptReferences({ fields }: KnownProject, changed: readonly DraftField[]): Partial<FilledFields> {
  const kept = DECLARED.filter(({ key, field }) => field.kind === 'reference' && !changed.includes(key))
  const isHolderKept = !changed.includes('introducedBy') && !changed.includes('landedAt')
  return {
    ...Object.fromEntries(kept.map(({ name }) => [name, fields[name as FilledField]])),
    ...(changed.includes('landedAt') ? {} : { landedAtId: fields.landedAtId }),
    ...(isHolderKept ? { unitId: fields.unitId } : {}),
  }
}

function isStanding(event: StageFact, events: readonly StageFact[]): boolean {
  return !events.some((other) => other.supersedesId === event.id)
}

function withChanges(before: LedgerDraft, after: LedgerDraft, fields: readonly DraftField[]): LedgerDraft {
  const merged: Record<string, unknown> = { ...before }
  for (const field of fields)
    merged[field] = field === 'extras' ? mergeExtras(before.extras, after.extras) : after[field]
  return merged as unknown as LedgerDraft
}

/** A draft as the log of changes says it, without personal data. */
function loggedDraft(draft: LedgerDraft, fields: FiguredProject): LoggedProject {
  const { unitId, introducedById, landedAtId, parkId } = fields
  const { rents, ownLand, landNote } = draft
  const logged: LoggedProject = {}
  for (const { name, key } of DECLARED) logged[name] = draft[key]
  const own = { unitId, introducedById, landedAtId, parkId, rents, ownLand, landNote, remark: joinRemark(draft) }
  return Object.assign(logged, own, daysOfStages(draft.events))
}

/** Without the fields of which the ledger says nothing. */
function withoutBlanks(logged: LoggedProject): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(logged)) if (value !== null && value !== false) said[name] = value
  return said
}

const investorKey = (draft: LedgerDraft) => `${draft.investor ?? ''}|${draft.uscc ?? ''}`

/** The investors of these drafts: by uscc, else by exactly that name, else new. */
async function findOrCreateInvestors(
  tx: Tx,
  { context, origin }: WriteContext,
  investors: InvestorBook,
  drafts: readonly LedgerDraft[],
): Promise<Map<string, string>> {
  const { byName, byCode } = investors
  const wanted = new Map<string, LedgerDraft & { investor: string }>()
  for (const draft of drafts) {
    const { investor } = draft
    const earlier = wanted.get(investorKey(draft))
    if (investor && !earlier?.origin) wanted.set(investorKey(draft), { ...draft, investor })
  }
  const list = [...wanted.values()]
  const names = [...new Set(list.map((draft) => draft.investor))].filter((name) => !byName.has(name))
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
  const writes: Parameters<typeof logWrites>[3][number][] = []
  const audits: AuditEntry[] = []
  for (const [key, draft] of wanted) {
    const named = byName.get(draft.investor)
    const fits = named && (!draft.uscc || !named.uscc || named.uscc === draft.uscc) ? named : undefined
    const known = (draft.uscc ? byCode.get(draft.uscc) : undefined) ?? fits
    if (!known) {
      const row = { id: newId(), name: draft.investor, uscc: draft.uscc, origin: draft.origin, version: 1 }
      created.push({ ...row, normalized_name: normalizedCompanyName(row.name), created_at: context.now })
      meetInvestor(investors, row)
      found.set(key, row.id)
      continue
    }
    found.set(key, known.id)
    const now = { uscc: known.uscc ?? draft.uscc, origin: known.origin ?? draft.origin }
    if (now.uscc === known.uscc && now.origin === known.origin) continue
    writes.push({ id: known.id, before: { uscc: known.uscc, origin: known.origin }, after: now })
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
    logWrites(tx, origin.batchId, 'investor', writes),
    recordAudits(tx, context, audits),
  ])
  return found
}

function meetInvestor({ byName, byCode }: InvestorBook, row: InvestorRow): void {
  if (!byName.has(row.name)) byName.set(row.name, row)
  if (row.uscc) byCode.set(row.uscc, row)
}

interface ContactRow extends ProjectRow {
  projectId: string
}

/** People of the rows, with the phones that waited beside the rows. */
async function writeContacts(
  tx: Tx,
  context: RequestContext,
  rows: readonly ContactRow[],
): Promise<Record<'made' | 'values', { id: string }[]>> {
  if (rows.length === 0) return { made: [], values: [] }
  const waiting = await tx.$queryRaw<{ id: string; value: string | null; importRowId: string }[]>`
    SELECT id, value, import_row_id AS "importRowId" FROM personal_value
    WHERE import_row_id = ANY(${rows.map((row) => row.rowId)}::uuid[]) ORDER BY id`
  const known = await tx.$queryRaw<{ id: string; name: string; ours: boolean; projectId: string }[]>`
    SELECT id, name, ours, project_id AS "projectId" FROM contact
    WHERE project_id = ANY(${rows.map((row) => row.projectId)}::uuid[])`
  const byRow = groupedBy(waiting, (it) => it.importRowId)
  const byProject = groupedBy(known, (it) => it.projectId)
  const contacts: { id: string; [column: string]: unknown }[] = []
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
      if (!kept) contacts.push({ id, name, ours: person.ours, project_id: projectId, created_at: context.now })
      moved.push(...person.values.map((value) => ({ id: value.id, contact_id: id, import_row_id: null })))
    }
  }
  await insertRows(tx, 'contact', ['id', 'name', 'ours', 'project_id', 'created_at'], contacts)
  await updateRows(tx, 'personal_value', ['contact_id', 'import_row_id'], moved)
  return { made: contacts, values: moved }
}

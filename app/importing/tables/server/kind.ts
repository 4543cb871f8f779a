import type { RequestContext } from '~/auth/domain/actor'
import type { Prisma } from '~/generated/prisma/client'
import type { MapDatum } from '~/land/domain/coordinates/map-datums'
import type { Db, Tx } from '~/platform/database/client'
import type { RowDifferences } from '../domain/edition'
import type { Note } from '../domain/findings'
import type { SourceFile } from '../domain/source'
import type { Differences, LikenessIndex, TableDraft, Vocabulary } from '../domain/vocabulary'
import type { NameBook } from './names'

/** A row that asks which subject it is. */
export interface Candidate<Draft extends TableDraft = TableDraft> {
  draft: Draft
  identity: string
  /** somebody has said that it is a subject of its own */
  isDistinct?: boolean
  /** the subject that it fills up: somebody has said so */
  fills?: string | null
}

/** A stored subject as a row would tell it. */
export interface KnownSubject<Draft extends TableDraft = TableDraft> {
  id: string
  /** counts its changes */
  version: number
  draft: Draft
  /** taken out of lists and figures: no row changes it */
  voided: boolean
}

export interface NamedSubject {
  id: string
  name: string
  voided: boolean
}

/** An import row that becomes a subject. */
export interface NewRow<Draft extends TableDraft = TableDraft> {
  rowId: string
  draft: Draft
}

/** An import row that changes a subject. */
export interface ChangedRow<
  Draft extends TableDraft = TableDraft,
  Known extends KnownSubject<Draft> = KnownSubject<Draft>,
  Changes extends Differences = Differences,
> extends NewRow<Draft> {
  known: Known
  changes: Changes
}

/** What is being written; statements of one transaction are worked on in the order they are given. */
export interface Writing<T> {
  result: T
  written: Promise<unknown>
}

export interface WriteContext {
  context: RequestContext
  /** units and parks by the names of the drafts */
  book: NameBook
  /** holds a subject of which the table names no unit */
  fallbackUnitId: string
  origin: { batchId: string; fileName: string }
}

/** Writes the rows of one commit, some hundred at a time, inside its transaction. */
export interface SubjectWriter<
  Draft extends TableDraft = TableDraft,
  Known extends KnownSubject<Draft> = KnownSubject<Draft>,
  Changes extends Differences = Differences,
> {
  /** Makes a subject of each row. The result is its id by row. */
  create(writeContext: WriteContext, rows: readonly NewRow<Draft>[]): Promise<Writing<Map<string, string>>>
  /** Brings subjects in step with their rows: only what differs. */
  update(writeContext: WriteContext, rows: readonly ChangedRow<Draft, Known, Changes>[]): Promise<void>
  /** What follows once all rows are written. */
  finish(subjectIds: readonly string[]): Promise<void>
}

/** A subject of an undone import that somebody has worked on since: it stays as it is. */
export interface KeptSubject {
  id: string
  name: string
  /** who did what, or which of its fields hold something else by now */
  why: string
}

/** What undoing an import takes back, and what stays. */
export interface Undoing {
  /** subjects that it made, and that are taken out of lists and figures */
  made: number
  /** subjects that it changed, and that go back to what they held before */
  changed: number
  kept: KeptSubject[]
}

/** Names that an import met first and that nobody has confirmed, by what they are. */
export interface MetNames {
  units: string[]
  parks: string[]
  industries: string[]
}

/** What an import's undoing did, as its report keeps it. */
export interface UndoneImport extends Undoing {
  /** of all that stay; `kept` names the first */
  keptTotal: number
  names: MetNames
}

/** Where a committed import leads: the first is the page's main button. */
export interface ReportLinks {
  label: string
  main: { label: string; to: string }
  links: { label: string; to: string }[]
}

/** What was chosen for a file that does not say it itself. */
export interface OpenOptions {
  /** EPSG code of the coordinates */
  epsg?: number | null
  /** of the words of its table */
  encoding?: string | null
  /** the map whose shifted coordinates it has */
  datum?: MapDatum | null
  /** of new plots, where it says none */
  status?: string | null
}

/** What is noticed of each draft, in their order; an `error` holds the row. */
export interface Inspector<Draft extends TableDraft = TableDraft> {
  inspect(drafts: readonly Draft[]): Promise<readonly Note[][]>
}

/**
 * One kind of table that can be imported: what its rows say (`vocabulary`), and how their subjects are stored.
 * Methods are written as such so that kinds of different drafts stand in one list.
 */
export interface ImportKind<
  Draft extends TableDraft = TableDraft,
  Known extends KnownSubject<Draft> = KnownSubject<Draft>,
  Changes extends Differences = Differences,
> {
  /** stands in `import_batch.kind` */
  id: string
  vocabulary: Vocabulary<Draft>
  /** Opens its files, where these are more than tables. @throws AppError (422, 413) that says what the file is and what to do */
  open?(path: string, fileName: string, options: OpenOptions): Promise<SourceFile>
  /** Looks at rows beyond their cells, such as at the ground that their drawings cover; made anew for each reading of a file. */
  inspector?(db: Db): Inspector<Draft>
  /** page of a subject */
  subjectPath(id: string): string

  /**
   * a select of all subjects but those of undone imports: id, name, standing_id (of a merged one: the one it went into),
   * and voided
   */
  subjects: Prisma.Sql
  /** Locks subjects until the transaction ends, in the order of their ids. */
  lock(db: Db, ids: readonly string[]): Promise<unknown>
  /** The subjects of these ids, in few queries whatever their number. */
  known(db: Db, ids: readonly string[]): Promise<Map<string, Known>>
  /** The subjects typed by hand that these rows name. */
  typed(
    db: Db,
    rows: readonly Candidate<Draft>[],
  ): Promise<(Omit<NamedSubject, 'id'> & { identity: string; subjectId: string })[]>
  /** Puts the words of the dictionaries in force into these drafts, for synonyms and for what was merged. */
  settleWords(db: Db, drafts: readonly Draft[]): Promise<void>
  /** The stored subjects that these rows may be suspected to be. */
  alike(db: Db, rows: readonly Candidate<Draft>[]): Promise<LikenessIndex<Draft, NamedSubject>>
  /** A subject to be shown beside a row; null when the actor may not see it. */
  visible(context: RequestContext, id: string): Promise<Known | null>
  /** What a row says otherwise than before; an empty cell takes back what its column said. */
  changes(before: Draft, after: Draft): Changes
  /** Of these changes those that the subject does not show already, say because somebody typed them in meanwhile. */
  stillOpen(changes: Changes, known: Known): Changes
  /** What a row says of a subject that has nothing in that place. */
  lacking(known: Known, draft: Draft): Changes
  /**
   * These changes value by value, and how the stage moved; null where nothing differs. `now`: the subject as it is, null where
   * the row says nothing new; `base`: what its imports have said, null where it was typed by hand.
   */
  told(row: Draft, changes: Changes, before: { now: Draft | null; base: Draft | null }): RowDifferences | null
  /** @throws AppError conflict when a row cannot be a subject of its own, say because its code is taken */
  assertDistinct(tx: Tx, draft: Draft, rowsOfSameIdentity: number): Promise<void>
  writer(tx: Tx): SubjectWriter<Draft, Known, Changes>

  /** What undoing a batch would do now. */
  undoing(db: Db, batchId: string): Promise<Undoing>
  /** Does it, inside the transaction of the undoing. */
  undo(tx: Tx, undone: Pick<WriteContext, 'context' | 'origin'>): Promise<Undoing>

  /** the vocabulary's counts over the rows of a sheet: aggregates of `draft` where `counts` holds */
  countSql: Readonly<Record<string, Prisma.Sql>>
  reportLinks(context: RequestContext, batchId: string): Promise<ReportLinks>
}

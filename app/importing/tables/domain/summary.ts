import type { Finding } from './findings'
import type { Tally, TableDraft, Vocabulary } from './vocabulary'

/** standing: imported with the commit */
export type TableRowKind = 'standing' | 'duplicate' | 'held'

/** What one sheet holds; the counts describe the file. rows = standing + suspectedDuplicates + heldRows + those that somebody has dropped. */
export interface SheetSummary {
  name: string
  rows: number
  suspectedDuplicates: number
  heldRows: number
  /** of its standing rows, by the keys of the vocabulary's counts */
  counts: Record<string, number>
}

/** A sheet's summary with what a commit did, or would do. */
export interface SheetReport extends SheetSummary {
  created: number
  updated: number
  unchanged: number
  findings: Finding[]
  /** every filled row of the sheet, by what it is */
  accounted: Record<string, number>
}

/** Counts rows one by one. */
export class SheetTally<Draft extends TableDraft = TableDraft> {
  private rows = 0
  private readonly kinds: Record<TableRowKind | 'dropped', number> = { standing: 0, duplicate: 0, held: 0, dropped: 0 }
  private readonly standing: Tally<Draft>

  constructor(vocabulary: Vocabulary<Draft>) {
    this.standing = vocabulary.tally()
  }

  add(kind: TableRowKind | 'dropped', draft: Draft): void {
    this.rows++
    this.kinds[kind]++
    if (kind === 'standing') this.standing.add(draft)
  }

  summary(name: string): SheetSummary {
    const { duplicate, held } = this.kinds
    return { name, rows: this.rows, suspectedDuplicates: duplicate, heldRows: held, counts: this.standing.counts() }
  }
}

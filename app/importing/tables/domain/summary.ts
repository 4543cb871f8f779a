import { Decimal, roundHalfUp } from '~/shared/money'
import type { LedgerDraft } from '../../projects/domain/draft'
import type { Finding } from './findings'

export type LedgerRowKind = 'project' | 'duplicate' | 'held'

/** What one sheet holds; the counts describe the file. rows = projects + suspectedDuplicates + heldRows + those that somebody has dropped. */
export interface SheetSummary {
  name: string
  rows: number
  projects: number
  started: number
  notStarted: number
  landSupplied: number
  renting: number
  withoutArea: number
  totalInvestmentWan: number
  landMu: number
  suspectedDuplicates: number
  heldRows: number
}

/** A sheet's summary with what a commit did, or would do. */
export interface SheetReport extends SheetSummary {
  created: number
  updated: number
  unchanged: number
  findings: Finding[]
}

export interface LedgerReport {
  sheets: SheetReport[]
}

/** Sums rows one by one, in Decimal; rounds only when asked. */
export class SheetTally {
  private rows = 0
  private started = 0
  private landSupplied = 0
  private renting = 0
  private withoutArea = 0
  private investment = new Decimal(0)
  private land = new Decimal(0)
  private readonly kinds: Record<LedgerRowKind | 'dropped', number> = { project: 0, duplicate: 0, held: 0, dropped: 0 }

  add(kind: LedgerRowKind | 'dropped', draft: LedgerDraft): void {
    this.rows++
    this.kinds[kind]++
    if (kind !== 'project') return
    const reached = new Set(draft.events.map((event) => event.stage))
    if (reached.has('started')) this.started++
    if (reached.has('landSupplied')) this.landSupplied++
    if (draft.rents) this.renting++
    if (draft.landMu === null) this.withoutArea++
    this.investment = this.investment.plus(draft.investmentWan ?? 0)
    this.land = this.land.plus(draft.landMu ?? 0)
  }

  summary(name: string): SheetSummary {
    const projects = this.kinds.project
    return {
      name,
      rows: this.rows,
      projects,
      started: this.started,
      notStarted: projects - this.started,
      landSupplied: this.landSupplied,
      renting: this.renting,
      withoutArea: this.withoutArea,
      totalInvestmentWan: roundHalfUp(this.investment, 2),
      landMu: roundHalfUp(this.land, 2),
      suspectedDuplicates: this.kinds.duplicate,
      heldRows: this.kinds.held,
    }
  }
}

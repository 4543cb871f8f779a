import type { DayRange, Day } from '~/shared/day'
import type { ProjectFields } from '../../domain/read-fields'
import type { GuardFactKind } from '../../domain/guards'
import type { PathStage, ProjectStatus, Stage } from '../../domain/stages'

/** A file that can be opened from the record. */
export interface FileView {
  /** of the evidence */
  id: string
  fileId: string
  kind: string
  name: string
  sizeBytes: number
  /** this actor may take it off the record */
  removable: boolean
}

export interface EventView {
  id: string
  stage: Stage
  occurred: DayRange
  recordedAt: Date
  recordedByName: string
  imported: boolean
  reason: string | null
  note: string | null
  waiverReason: string | null
  waiverBy: string | null
  /** of a 容缺: what it passed over and has not come yet */
  lacking: string[]
  /** false: corrected or withdrawn by a later one */
  standing: boolean
  supersedesId: string | null
  /** who is to verify it instead of this actor, who recorded it; empty: this actor may */
  leftTo: string[]
  verified: { at: Date; byName: string; note: string | null } | null
  files: FileView[]
}

export interface GuardFactView {
  kind: GuardFactKind
  holds: boolean
  day: Day | null
  note: string | null
  file: FileView | null
  recordedByName: string | null
}

export interface ContactView {
  id: string
  name: string
  title: string | null
  ours: boolean
  version: number
  values: { id: string; masked: string }[]
}

/** A stage that was reached: by its own event, or only said so by a later one. */
export interface ReachedView {
  from: Day
  occurred: DayRange
  event: Pick<EventView, 'verified' | 'waiverReason' | 'stage'>
  own: boolean
}

export type RecordView = ProjectFields & {
  id: string
  version: number
  mergedIntoId: string | null
  voided: { at: Date; byName: string; reason: string } | null
  /** what the standard calls the industry code */
  industryCodeName: string | null
  landNote: string | null
  /** 万元/亩 */
  intensity: string | null
  createdAt: Date
  createdByName: string
  updatedAt: Date
  stage: PathStage
  status: ProjectStatus
  reached: Partial<Record<PathStage, ReachedView>>
  events: EventView[]
  guardFacts: GuardFactView[]
  files: FileView[]
  contacts: ContactView[]
  may: {
    edit: boolean
    recordStage: boolean
    correctStage: boolean
    verifyStage: boolean
    waive: boolean
    tickGuardFact: boolean
    addEvidence: boolean
    revealPersonal: boolean
    void: boolean
    restore: boolean
  }
}

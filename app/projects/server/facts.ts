import type { Tx } from '~/platform/database/client'
import { fromDay, type Day } from '~/shared/day'

/** What figures group and sum by. */
export interface FiguredProject {
  unitId: string
  introducedById: string | null
  landedAtId: string | null
  parkId: string | null
  industry: string | null
  sponsor: string | null
  investmentWan: { toString(): string } | null
  landMu: { toString(): string } | null
}

/** One row of the history: the unit that answers is the landing one, else the introducing one, else the holder. */
export function factColumns(project: FiguredProject) {
  return {
    unitId: project.landedAtId ?? project.introducedById ?? project.unitId,
    parkId: project.parkId,
    industry: project.industry,
    sponsor: project.sponsor,
    investmentWan: project.investmentWan?.toString() ?? null,
    landMu: project.landMu?.toString() ?? null,
  }
}

interface Recorded {
  validFrom: Day | null
  recordedAt: Date
  recordedById: string | null
}

/** Appends what figures group by, when it differs from `before`; the milestones are to be refreshed after it. */
export async function appendFact(
  tx: Tx,
  projectId: string,
  project: FiguredProject,
  { validFrom, recordedAt, recordedById }: Recorded,
  before?: FiguredProject,
): Promise<void> {
  const columns = factColumns(project)
  if (before && same(columns, factColumns(before))) return
  await tx.projectFact.create({
    data: { projectId, ...columns, validFrom: validFrom ? fromDay(validFrom) : null, recordedAt, recordedById },
  })
}

function same(a: ReturnType<typeof factColumns>, b: ReturnType<typeof factColumns>): boolean {
  const number = (value: string | null) => (value === null ? null : Number(value))
  return (
    a.unitId === b.unitId &&
    a.parkId === b.parkId &&
    a.industry === b.industry &&
    a.sponsor === b.sponsor &&
    number(a.investmentWan) === number(b.investmentWan) &&
    number(a.landMu) === number(b.landMu)
  )
}

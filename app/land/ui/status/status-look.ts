import type { PlotStatus } from '../../domain/status/status'
import type { DotShape, Tone } from '~/ui/badge'

interface Look {
  tone: Tone
  shape: DotShape
  /** on the map */
  fill: string
  line: string
}

/** A status by shape and colour; on the map by colour and word. */
export const STATUS_LOOKS: Record<PlotStatus, Look> = {
  planned: { tone: 'neutral', shape: 'ring', fill: '#e1e5ea', line: '#919aa6' },
  approvedNotAcquired: { tone: 'warning', shape: 'triangle', fill: '#f7d9a0', line: '#8a5400' },
  acquiredNotSupplied: { tone: 'accent', shape: 'diamond', fill: '#b2c9e7', line: '#1b4c8d' },
  suppliedNotUsed: { tone: 'danger', shape: 'half', fill: '#f0b4af', line: '#ae201a' },
  underConstruction: { tone: 'info', shape: 'square', fill: '#a9d8dc', line: '#0f6a73' },
  inUse: { tone: 'good', shape: 'circle', fill: '#aed8c0', line: '#186c42' },
  recovered: { tone: 'neutral', shape: 'dash', fill: '#cbd1d9', line: '#4b5665' },
}

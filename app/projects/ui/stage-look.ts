import type { PathStage, ProjectStatus } from '../domain/stages'
import type { DotShape, Tone } from '~/ui/badge'

/** Shape and colour of a stage: growing with the path, so that it reads without its colour. */
export function stageLook(stage: PathStage, status: ProjectStatus): { tone: Tone; shape: DotShape } {
  if (status === 'suspended') return { tone: 'warning', shape: 'square' }
  if (status === 'ended') return { tone: 'neutral', shape: 'dash' }
  if (stage === 'lead' || stage === 'negotiating') return { tone: 'neutral', shape: 'ring' }
  if (stage === 'screening' || stage === 'approved') return { tone: 'info', shape: 'half' }
  if (stage === 'signed' || stage === 'landSupplied') return { tone: 'accent', shape: 'diamond' }
  return { tone: 'good', shape: 'circle' }
}

import type { RequestContext } from '~/auth/domain/actor'
import type { ReportLinks } from '../../tables/server/kind'

/** From a committed import to its plots. */
export async function plotsOfBatch(_context: RequestContext, _batchId: string): Promise<ReportLinks> {
  return {
    label: '土地',
    main: { label: '看土地台账', to: '/plots' },
    links: [{ label: '在地图上看', to: '/map' }],
  }
}

import { database } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import { baseLayersOf, imageHosts, type BaseLayer } from '../domain/base-layers'
import { ruleInForce } from './rule-in-force'

/** Every page asks for the hosts; another process learns of a change within a minute. */
const KEPT_MS = 60_000

interface Kept {
  layers: BaseLayer[]
  /** for the policy of pages */
  hosts: string[]
}

let kept: { until: number; layers: Promise<Kept> } | undefined

/** The layers under the map, and the hosts that their pictures come from. */
export function baseLayers(now = new Date()): Promise<Kept> {
  if (kept && kept.until > now.getTime()) return kept.layers
  const layers = read(now)
  kept = { until: now.getTime() + KEPT_MS, layers }
  layers.catch(forgetBaseLayers)
  return layers
}

export function forgetBaseLayers(): void {
  kept = undefined
}

async function read(now: Date): Promise<Kept> {
  const layers = baseLayersOf(await ruleInForce(database(), 'map', businessDay(now)))
  return { layers, hosts: imageHosts(layers) }
}

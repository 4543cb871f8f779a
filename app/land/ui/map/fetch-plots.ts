import type { MapAnswer } from '../../domain/map/map'

/** The plots that satisfy these parameters of the address, `bbox` (west,south,east,north) among them. @throws where none come */
export async function fetchPlots(params: URLSearchParams, signal: AbortSignal | null = null): Promise<MapAnswer> {
  const answer = await fetch(`/map/plots?${params}`, { signal })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

import type { RequestContext } from '~/auth/domain/actor'
import { takeStep } from './take-step'

/**
 * Gives a plot back that is only looked at, held or listed; what has been supplied is recovered.
 * @throws notFound (404), conflict (409) once it is supplied or over
 */
export async function releaseAllocation(
  context: RequestContext,
  { id, note = null }: { id: string | undefined; note?: string | null },
): Promise<void> {
  await takeStep(context, { id, step: 'release', given: { note } })
}

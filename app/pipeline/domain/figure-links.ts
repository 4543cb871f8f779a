import type { Day } from '~/shared/day'
import { figureHref, type FigureFilter } from './figure-filter'
import type { PipelineScope } from './scope'

/** What all the numbers of a page share: scope, signing period, clocks. */
export interface Basis extends PipelineScope {
  signedFrom?: Day
  signedTo?: Day
  asOf: Day
  knownOn?: Day
}

export type Cut = Partial<FigureFilter>

/** The address of the list behind a number; none where no day can lie in its period. */
export type Open = (cut: Cut) => string | undefined

/** Lists as of the day of the page, within its scope; a period is cut to what it has in common with the page's. */
export function openAt(basis: Basis): Open {
  return (cut) => {
    const signedFrom = [basis.signedFrom, cut.signedFrom].filter(Boolean).sort().at(-1)
    const signedTo = [basis.signedTo, cut.signedTo].filter(Boolean).sort().at(0)
    if (signedFrom && signedTo && signedFrom > signedTo) return undefined
    return figureHref({ ...basis, ...cut, signedFrom, signedTo } as Cut & { asOf: Day })
  }
}

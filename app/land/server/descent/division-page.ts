import type { RequestContext } from '~/auth/domain/actor'
import { AppError, type FieldError } from '~/shared/errors'
import { onPlane, sidesOf } from '../../domain/descent/division'
import { figureOf } from '../../domain/figure'
import { divisionPreview, plotToDivide } from './divide-plot'

const cents = (mu: number) => Math.round(mu * 100) / 100

/** The page of a division: the plot with its sides, and the parts that the address asks for, if it does. */
export async function divisionPage(context: RequestContext, id: string | undefined, search: URLSearchParams) {
  const found = await plotToDivide(context, id)
  const { plot, why, heldBy } = found
  const { shape } = onPlane([plot.drawing])
  const { figure, place } = figureOf([shape])
  const sides = sidesOf(plot.drawing).map(({ middle, ...side }) => ({ ...side, at: place(middle) }))
  return {
    plot: {
      id: plot.id,
      code: plot.code,
      version: plot.version,
      areaMu: Number(plot.areaMu),
      areaKind: plot.areaKind,
      computedMu: Number(plot.computedMu),
    },
    why,
    heldBy,
    figure,
    sides,
    ...(search.has('way') && !why ? await asked(found, search) : { preview: null, errors: [] }),
  }
}

async function asked(found: Parameters<typeof divisionPreview>[0], search: URLSearchParams) {
  try {
    const { parts, codes } = await divisionPreview(found, Object.fromEntries(search))
    const { shapes } = onPlane(parts.map(({ drawing }) => drawing))
    return {
      preview: {
        figure: figureOf(shapes).figure,
        parts: parts.map(({ mu, drawing }, index) => ({
          code: codes[index] ?? '',
          mu: cents(mu),
          pieces: drawing.shape.length,
        })),
      },
      errors: [],
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    const errors: FieldError[] = error.errors
    return { preview: null, errors }
  }
}

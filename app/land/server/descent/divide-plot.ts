import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { divideInput, divisionAsk, type DivisionAsk } from '../../domain/descent/descent-input'
import { DIVIDE_PROBLEMS } from '../../domain/descent/divide-words'
import { divideDrawing, type DivisionWay, type DrawnPart } from '../../domain/descent/division'
import type { Drawing } from '../../domain/draft'
import { readPoints } from '../../domain/descent/written-points'
import { descend, type Child } from './descend'
import { standingOn, whyStays } from './move-allocations'
import { asParent, assertMeasured, lockParents, whyUnmeasured, type ParentPlot } from './parent-plots'
import { proposeCodes } from './plot-codes'
import { visibleProjects } from '~/projects/server/visibility'

/** @throws invalid (422) at `line` */
function wayOf(asked: DivisionAsk, { epsg }: Drawing): DivisionWay {
  if (asked.way !== 'line') return asked
  const read = readPoints(asked.line, epsg)
  if ('fault' in read) throw invalidField('line', read.fault)
  return { way: 'line', line: read.rings.flat() }
}

const FIELD = { equal: 'count', cut: 'mu', line: 'line' } as const

/** The parts that a plot would fall into. @throws invalid (422) at the field that does not fit the plot */
function partsOf(plot: ParentPlot, asked: DivisionAsk): DrawnPart[] {
  assertMeasured(plot)
  const { drawing } = plot
  const divided = divideDrawing(drawing, wayOf(asked, drawing))
  if ('problem' in divided) throw invalidField(FIELD[asked.way], DIVIDE_PROBLEMS[divided.problem])
  return divided.parts
}

/** What the page of a division begins with: the plot, whether it may be divided now, and why not. */
export async function plotToDivide(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.draw')
  if (!isId(id)) throw notFound('这个地块')
  const plot = asParent(await database().plot.findUnique({ where: { id } }))
  const standing = await standingOn(database(), context, [plot])
  const holder = standing.holders[0]
  const held = holder
    ? await database().project.findFirst({
        where: { AND: [{ id: holder }, visibleProjects(context.actor)] },
        select: { name: true },
      })
    : null
  return { plot, why: whyUnmeasured(plot) ?? whyStays(standing), heldBy: holder ? (held?.name ?? '其他项目') : null }
}

export type PlotToDivide = Awaited<ReturnType<typeof plotToDivide>>

/** The parts that the address asks for, with numbers that are free. @throws invalid (422) at the fields of the question */
export async function divisionPreview({ plot }: PlotToDivide, input: unknown) {
  const parts = partsOf(plot, parseInput(divisionAsk, input))
  return { parts, codes: await proposeCodes(database(), plot.code, parts.length) }
}

/**
 * 分割: by a line, into a strip of so many 亩 along a side and the rest, or into equal parts. `asked` is the way, as the
 * address of the preview says it.
 * @throws invalid (422), stale (409), conflict (409) once the supply has begun
 */
export async function dividePlot(
  context: RequestContext,
  { id, asked, input }: { id: string | undefined; asked: unknown; input: unknown },
): Promise<Child[]> {
  assertCan(context.actor, 'plot.draw')
  if (!isId(id)) throw notFound('这个地块')
  const way = parseInput(divisionAsk, asked)
  const { version, document, on, codes, keeper } = parseInput(divideInput, input)
  return transaction(async (tx) => {
    const parents = await lockParents(tx, context, [{ id, version }])
    const parts = partsOf(parents[0], way)
    if (parts.length !== codes.length)
      throw new AppError('conflict', { userMessage: '分割的块数与宗地号的个数不同，请重新预览' })
    return descend(tx, context, {
      action: 'plot.divide',
      document,
      on,
      parents,
      children: parts.map(({ drawing }, index) => ({ drawing, code: codes[index] ?? '' })),
      keeper: keeper ?? null,
      codePath: (index) => `codes.${index}`,
    })
  })
}

import { z } from 'zod'
import { PLOT_FORMATS } from './plot-files'

/** EPSG:4549, or the number alone. */
const epsgInput = z
  .string()
  .regex(/^(?:EPSG:)?\d{4,6}$/i, '坐标系应写成 EPSG:代码，如 EPSG:4549')
  .transform((text) => Number(/\d+/.exec(text)?.[0]))

const blank = z.literal('').transform(() => undefined)

/** What is asked of an export besides the filters of the list. */
export const exportInput = z.object({
  format: z.enum(PLOT_FORMATS, `格式可选 ${PLOT_FORMATS.join('、')}`),
  crs: blank.or(epsgInput).optional(),
  encoding: blank.or(z.string().max(20)).optional(),
})

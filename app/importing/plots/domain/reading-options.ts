import { z } from 'zod'
import { MAP_DATUMS } from '~/land/domain/coordinates/map-datums'
import { GEOGRAPHIC_EPSG, planeSystem } from '~/land/domain/coordinates/planes'
import { PLOT_STATUS_NAMES } from '~/land/domain/status/status'

const blankIsNone = z.literal('').transform(() => null)

/** EPSG:4549, or the number alone, of a system that coordinates are taken in. */
const systemInput = z
  .string()
  .regex(/^(?:EPSG:)?\d{4,6}$/i, '坐标系应写成 EPSG:代码，如 EPSG:4549')
  .transform((text) => Number(/\d+/.exec(text)?.[0]))
  .refine((epsg) => planeSystem(epsg) !== null || GEOGRAPHIC_EPSG.includes(epsg), {
    error: ({ input }) =>
      `EPSG:${String(input)} 不是 2000 国家大地坐标系的代码（4490、4491–4554）：其他坐标系请先由自然资源部门转换`,
  })

/** What is chosen for a map file that does not say it itself. */
export const readingOptions = z.object({
  crs: blankIsNone.or(systemInput).nullish(),
  encoding: blankIsNone.or(z.enum(['GBK', 'UTF-8', 'Big5'], '编码可选 GBK、UTF-8、Big5')).nullish(),
  datum: blankIsNone.or(z.enum(MAP_DATUMS, `地图坐标可选 ${MAP_DATUMS.join('、')}`)).nullish(),
  status: blankIsNone
    .or(z.enum(Object.values(PLOT_STATUS_NAMES), `状态可选 ${Object.values(PLOT_STATUS_NAMES).join('、')}`))
    .nullish(),
})

/** The same as the reader takes it. */
export const openOptions = ({
  crs = null,
  encoding = null,
  datum = null,
  status = null,
}: z.output<typeof readingOptions>) => ({
  epsg: crs,
  encoding,
  datum,
  status,
})

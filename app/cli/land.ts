import path from 'node:path'
import { exportInput } from '~/land/domain/export/export-input'
import { PLOT_FORMATS } from '~/land/domain/export/plot-files'
import { exportPlots } from '~/land/server/export/export-plots'
import { env } from '~/platform/env'
import { parseInput } from '~/shared/input'
import { formatNumber } from '~/shared/money'
import { valueOf, type Command } from './command'

export const landCommands: Command[] = [
  {
    name: 'export plots',
    summary: '导出地块：GeoJSON、Shapefile、报盘 TXT 或 Excel，可原样导回',
    details:
      '坐标系缺省为多数地块的坐标系，与图形同一平面的坐标原样写出；GeoJSON 总是经纬度。没有图形的地块不进报盘 TXT。',
    options: {
      format: { value: '格式', help: PLOT_FORMATS.join('、'), required: true },
      crs: { value: 'EPSG:代码', help: '坐标系，如 EPSG:4549' },
      encoding: { value: '编码', help: 'Shapefile 和报盘 TXT 的编码，GBK（缺省）或 UTF-8' },
      out: { value: '文件', help: '写到哪里', required: true },
    },
    run: async (context, given) => {
      const asked = {
        format: valueOf(given, 'format'),
        crs: valueOf(given, 'crs'),
        encoding: valueOf(given, 'encoding'),
      }
      const { format, crs = null, encoding = null } = parseInput(exportInput, asked)
      // npm runs a script in the project's folder, and keeps where it was called.
      const file = path.resolve(env().INIT_CWD ?? '.', valueOf(given, 'out') ?? '')
      const done = await exportPlots(context, { filter: {}, format, epsg: crs, encoding }, file)
      const without = done.withoutDrawing > 0 ? `，其中 ${formatNumber(done.withoutDrawing)} 宗没有图形` : ''
      return {
        document: { ...done, format, file },
        text: `已写入 ${file}：${formatNumber(done.plots)} 宗${without}，坐标系 EPSG:${done.epsg}`,
      }
    },
  },
]

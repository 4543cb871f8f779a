import { open } from 'node:fs/promises'
import { inSystem } from '../../domain/coordinates/in-system'
import { reportHead, reportPlot } from '../../domain/formats/report-text'
import { landUseName } from '../../domain/land-uses'
import type { WholePlot } from '../../domain/export/whole-plot'
import { encoded, type FileEncoding } from './encodings'

export interface ReportTextForm {
  /** a plane whose eastings carry its zone */
  epsg: number
  encoding: FileEncoding
  day: string
}

/**
 * Writes plots as 报盘 text chunk by chunk; it has no line for a plot without a drawing.
 * @throws AppError invalid where the encoding lacks a character
 */
export async function writeReportFile(
  file: string,
  chunks: AsyncIterable<WholePlot[]>,
  { epsg, encoding, day }: ReportTextForm,
): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(encoded(reportHead(epsg, day), encoding))
    for await (const plots of chunks) {
      const texts = plots.flatMap(({ code, name, landUseCode, areaMu, drawing }) =>
        drawing
          ? reportPlot({
              code,
              name,
              use: landUseCode && landUseName(landUseCode),
              useCode: landUseCode,
              areaMu,
              shape: inSystem(drawing, epsg),
            })
          : [],
      )
      await handle.writeFile(encoded(texts.join(''), encoding))
    }
  } finally {
    await handle.close()
  }
}

import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, WrittenDocument } from '~/shared/document'
import { contentDisposition } from './http/file-names'

/** A4; text stands within 20 mm of its edges, so that 170 mm are left upright and 257 across. */
const A4 = { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) }
const MARGIN = convertMillimetersToTwip(20)
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
/** half points */
const SMALL = 18

/** A document for Word that opens clean in LibreOffice and WPS too: widths are fixed, none in percent. */
export async function wordDocument({ title, note, landscape = false, blocks }: WrittenDocument): Promise<Buffer> {
  const document = new Document({
    title,
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: SMALL })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            children: [run(title, 36, true)],
          }),
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 200 }, children: [run(note, SMALL)] }),
          ...blocks.map(drawn),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const run = (text: string, size?: number, bold = false) =>
  new TextRun({ text, bold, color: '000000', font: FONT, ...(size !== undefined && { size }) })

function drawn(block: Block): Paragraph | Table {
  if (block.kind === 'heading') {
    return new Paragraph({
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 200, after: 80 },
      children: [run(block.text, 24, true)],
    })
  }
  if (block.kind === 'text') return new Paragraph({ spacing: { after: 80 }, children: [run(block.text)] })
  const widths = block.widths.map((millimetres) => convertMillimetersToTwip(millimetres))
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: cells.map(
        (text, at) =>
          new TableCell({
            width: { size: widths[at] ?? 0, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            children: text.split('\n').map((line) => new Paragraph({ children: [run(line, SMALL, bold)] })),
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    rows: [row(block.head, true), ...block.rows.map((cells) => row(cells, false))],
  })
}

/** A document for Word to be saved as `name`. */
export async function wordAnswer(name: string, page: WrittenDocument): Promise<Response> {
  const body = await wordDocument(page)
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-length': String(body.length),
      'content-disposition': contentDisposition('attachment', name),
      'cache-control': 'private, no-store',
    },
  })
}

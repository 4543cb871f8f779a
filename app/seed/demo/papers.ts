import { deflateSync } from 'node:zlib'

export interface Paper {
  name: string
  mediaType: string
  bytes: Buffer
}

/** A small real file that stands for an evidence of that kind: a photo as PNG, anything else as PDF. */
export function drawPaper(kind: string, project: string, lines: string[]): Paper {
  if (kind.endsWith('照片'))
    return { name: `${kind}-${project}.png`, mediaType: 'image/png', bytes: sitePhoto(project.length % 4) }
  return { name: `${kind}-${project}.pdf`, mediaType: 'application/pdf', bytes: onePage([kind, project, ...lines]) }
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()

/** One page in the reader's own Chinese font: none is embedded. Source: ISO 32000-1, 9.7.5.2 (UniGB-UCS2-H). */
function onePage(lines: string[]): Buffer {
  const text = lines.map((line, at) => `/F1 ${at === 0 ? 20 : 12} Tf <${utf16(line)}> Tj 0 -${at === 0 ? 36 : 22} Td`)
  const content = `BT 72 760 Td ${text.join('\n')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const [WIDTH, HEIGHT] = [480, 320]

const photos = new Map<number, Buffer>()

function sitePhoto(variant: number): Buffer {
  const drawn = photos.get(variant) ?? drawSite(variant * 30)
  photos.set(variant, drawn)
  return drawn
}

/** A drawn building site under a sky: it is plainly no photograph of a real place. */
function drawSite(shift: number): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      rows.set(colourAt(x, y, shift), y * (1 + WIDTH * 3) + 1 + x * 3)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colourAt(x: number, y: number, shift: number): [number, number, number] {
  const mast = 120 + shift
  const yellow: [number, number, number] = [214, 158, 46]
  if (y > 250) return [150 - ((x + y) % 7), 120, 84]
  if (y > 60 && Math.abs(x - mast) < 5) return yellow
  if (Math.abs(y - 72) < 4 && x > mast - 50 && x < mast + 160) return yellow
  if (y > 170 && x > mast + 60 && x < mast + 200)
    return (x - mast) % 28 < 4 || y % 26 < 4 ? [110, 118, 130] : [176, 184, 196]
  return [170 + (y >> 3), 200 + (y >> 4), 230]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** CRC-32 as PNG wants it; zlib's own came only with Node 20.15. */
function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc >>> 0
}

import { deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/** An 8-bit RGB or RGBA PNG, not interlaced, in 256 colours: about a third of the size for a screen. */
export function palettePng(png) {
  const { width, height, pixels } = decode(png)
  const { palette, indexOf } = paletteOf(pixels)
  const rows = Buffer.alloc(height * (width + 1))
  for (let at = 0; at < pixels.length; at++)
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = indexOf(pixels[at])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The most used colours, then those that the chosen ones stand furthest from: a small green dot stays green. */
function chosen(counts) {
  const byUse = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const palette = byUse.slice(0, COLOURS / 2)
  const rest = byUse
    .slice(COLOURS / 2)
    .map((colour) => ({ colour, far: Math.min(...palette.map((each) => distance(each, colour))) }))
  while (palette.length < COLOURS && rest.length > 0) {
    const next = rest.reduce((best, each) =>
      each.far * counts.get(each.colour) > best.far * counts.get(best.colour) ? each : best,
    )
    palette.push(next.colour)
    for (const each of rest) each.far = Math.min(each.far, distance(each.colour, next.colour))
  }
  return palette
}

function paletteOf(pixels) {
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = chosen(counts)
  const known = new Map(palette.map((colour, at) => [colour, at]))
  const indexOf = (colour) => {
    const exact = known.get(colour)
    if (exact !== undefined) return exact
    const nearest = palette.reduce(
      (best, each, at) => (distance(each, colour) < distance(palette[best], colour) ? at : best),
      0,
    )
    known.set(colour, nearest)
    return nearest
  }
  return { palette, indexOf }
}

function distance(a, b) {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255))
  return 2 * red * red + 4 * green * green + 3 * blue * blue
}

/** Source of the filters: PNG specification, 9.2. */
function decode(png) {
  const chunks = []
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
    })
  }
  const header = chunks[0].data
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3]
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const line = width * channels
  const pixels = new Uint32Array(width * height)
  let above = Buffer.alloc(line)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]
    const row = Buffer.from(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)))
    for (let x = 0; x < line; x++) {
      const left = x >= channels ? row[x - channels] : 0
      const corner = x >= channels ? above[x - channels] : 0
      row[x] = (row[x] + predicted(filter, left, above[x], corner)) & 255
    }
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = (row[x * channels] << 16) | (row[x * channels + 1] << 8) | row[x * channels + 2]
    above = row
  }
  return { width, height, pixels }
}

function predicted(filter, left, up, corner) {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(guess - each))
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeInt32BE(crc32(body), body.length + 4)
  return framed
}

function crc32(bytes) {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc
}

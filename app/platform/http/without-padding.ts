import { Transform } from 'node:stream'

/**
 * Takes the zero bytes out of a page. React 18 writes its buffer whole where the next character did not fit into the
 * last bytes of it (react#24985), and leaves these zero: in Chinese text, three bytes a character, in every longer page.
 * Browsers show them as replacement characters.
 */
export function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk)
    },
  })
}

import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withoutPadding } from './without-padding'

const WORDS = '签约开工'.repeat(40)

/** Many short texts, so that the ends of React's buffer fall within characters. */
function page() {
  return renderToPipeableStream(
    <div>
      {Array.from({ length: 500 }, (_, at) => (
        <p key={at} title={'a'.repeat(at % 3)}>
          {WORDS}
        </p>
      ))}
    </div>,
  )
}

test('a page keeps every character, and holds no zero byte', async () => {
  const html = await text(page().pipe(withoutPadding()))
  expect(html).not.toContain('\0')
  expect(html).not.toContain('\uFFFD')
  expect(html.split(WORDS)).toHaveLength(501)
})

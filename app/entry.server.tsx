import { createReadableStreamFromReadable } from '@remix-run/node'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { withoutPadding } from '~/platform/http/without-padding'
import { logger } from '~/platform/logger'
import { installRooms } from '~/rooms'
import { NonceContext } from '~/ui/nonce'

// Here too: the development server may load the pages' modules again.
installRooms()

/** Also used by Remix to end deferred data. */
export const streamTimeout = 10_000

/** Streams the page; a client that reads the whole at once (a crawler, a tool) waits for all of it. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  const agent = request.headers.get('User-Agent')
  const ready = !agent || isbot(agent) || remix.isSpaMode ? 'onAllReady' : 'onShellReady'

  return new Promise((resolve, reject) => {
    let streaming = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
      </NonceContext.Provider>,
      {
        nonce,
        [ready]() {
          streaming = true
          const body = withoutPadding()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          // Before the shell is out, Remix logs through handleError.
          if (streaming) logger.error({ err: error, requestId }, 'a page failed while it was streamed')
        },
      },
    )
    setTimeout(abort, streamTimeout + 1000).unref()
  })
}

export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (request.signal.aborted) return
  logger.error({ err: error, requestId: context?.requestId }, 'a page failed')
}

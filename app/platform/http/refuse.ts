import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { AppError, type ErrorCode } from '~/shared/errors'
import type { HttpEnv } from './environment'

/** A refusal before Remix or the API is reached: problem+json for the API, else a page that needs nothing but itself. */
export function refuse(c: Context<HttpEnv>, code: ErrorCode, userMessage: string): Promise<Response> {
  return answerError(c, new AppError(code, { userMessage }))
}

export async function answerError(c: Context<HttpEnv>, error: AppError): Promise<Response> {
  const status = error.status as 400
  const { retryAfterSeconds } = (error.detail ?? {}) as { retryAfterSeconds?: number }
  if (retryAfterSeconds) c.header('retry-after', String(retryAfterSeconds))
  if (isApi(c)) {
    const problem = {
      type: 'about:blank',
      title: error.code,
      status,
      detail: error.userMessage,
      code: error.code,
      requestId: c.get('requestId'),
      errors: error.errors,
    }
    return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' })
  }
  // Remix's client reads the text of an answer that is not its own.
  if (c.req.path.endsWith('.data')) return c.text(error.userMessage, status)
  return c.html(refusalPage(error.userMessage, c.get('requestId')), status)
}

export function isApi(c: Context): boolean {
  return /^\/(api|ogc)(\/|$)/.test(c.req.path)
}

function refusalPage(message: string, requestId: string) {
  const body = html`<p>${message}</p>
    <p><a href="/">返回首页</a></p>`
  return plainPage('无法完成请求', body, requestId)
}

/** A page that needs nothing but itself: no script, style sheet or database. */
export function plainPage(title: string, body: HtmlEscapedString | Promise<HtmlEscapedString>, requestId: string) {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          body {
            margin: 15vh auto 0;
            max-width: 32rem;
            padding: 0 1.5rem;
            color: #1f2937;
            font:
              16px/1.7 system-ui,
              'Microsoft YaHei',
              sans-serif;
          }
          h1 {
            font-size: 1.25rem;
          }
          a {
            color: #1d4ed8;
          }
          small {
            color: #4b5563;
          }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
        <small>请求编号 ${requestId}</small>
      </body>
    </html>`
}

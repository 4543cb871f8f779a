import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HttpEnv } from './environment'
import { plainPage } from './refuse'

const PASSWORD = /password|^current$|^repeat$/i

/** A copy of a form that was posted as a page of its own, without JavaScript; undefined for any other request. */
export function postedForm(c: Context<HttpEnv>): Request | undefined {
  const isForm = c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  return c.req.method === 'POST' && isForm && !c.req.path.endsWith('.data') ? c.req.raw.clone() : undefined
}

/** A page that needs no database: it holds what was typed, to be sent again. Passwords, and files, are given anew. */
export async function sendAgain(c: Context<HttpEnv>, fields: FormData): Promise<Response> {
  const kept = [...fields].filter(([name, value]) => typeof value === 'string' && !PASSWORD.test(name))
  const complete = kept.length === [...fields].length && !c.get('context').uploads?.length
  const { pathname, search } = new URL(c.req.url)
  const body = html`<p>数据库正在恢复，请稍后重试。刚才的内容还没有保存${complete ? '，但没有丢失' : ''}。</p>
    ${
      complete
        ? html`<form method="post" action="${pathname}${search}">
            ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
            <button>再次提交</button>
          </form>`
        : html`<p>请稍后返回上一页，重新提交。</p>`
    }`
  return c.html(plainPage('数据库正在恢复', body, c.get('requestId')), 503)
}

import { data } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { AppError } from '~/shared/errors'
import type { FormReply } from '~/ui/form-reply'
import { databaseFailure } from '../database-failure'
import { formValues } from '~/ui/form-values'
import { once } from '../once'
import { formFields } from './context'

/**
 * Does what a form with these values asks; a refusal (409, 422, 429), or that there is no database (503), goes back to the
 * form with all that was typed, anything else is thrown on.
 */
export async function answerForm<T>(values: Record<string, unknown>, act: () => Promise<T>) {
  try {
    return await act()
  } catch (error) {
    const known = databaseFailure(error) ?? error
    if (!(known instanceof AppError) || ![409, 422, 429, 503].includes(known.status)) throw error
    return formRefusal(known, values)
  }
}

interface FormArgs {
  request: Request
  context: AppLoadContext
}

/**
 * The same for an act that must not be done twice: a form in the browser is sent under a key (app/ui/connection), and sent
 * again after an answer that got lost it gets the first answer, a redirect, once more.
 */
export function answerFormOnce(
  args: FormArgs,
  caller: RequestContext,
  values: Record<string, unknown>,
  act: () => Promise<Response>,
) {
  return answerSecretOnce<never>(args, caller, values, act, (secret) => secret)
}

/** The same where the answer may be a secret that is shown once and never kept: sent again, the form gets `instead`. */
export function answerSecretOnce<Secret extends object>(
  { request, context: { uploads = [] } }: FormArgs,
  caller: RequestContext,
  values: Record<string, unknown>,
  act: () => Promise<Response | Secret>,
  instead: (secret: Secret) => Response,
) {
  const key = request.headers.get('idempotency-key')
  if (!key) return answerForm(values, act)
  const files = uploads.map(({ field, name, sizeBytes }) => [field, name, sizeBytes])
  const asked = {
    key: `form:${key}`,
    operation: new URL(request.url).pathname,
    request: JSON.stringify([values, files]),
    words: WORDS,
  }
  return answerForm(values, async () => {
    let secret: Secret | undefined
    const { status, body, replayed } = await once(caller, asked, async () => {
      const answer = await act()
      secret = answer instanceof Response ? undefined : answer
      const kept = answer instanceof Response ? answer : instead(answer)
      return { status: kept.status, body: [...kept.headers] }
    })
    if (secret && !replayed) return secret
    return new Response(null, { status, headers: HEADERS.parse(body) })
  })
}

const HEADERS = z.array(z.tuple([z.string(), z.string()]))
const WORDS = {
  reused: '上一次提交其实已经保存，这次改动的内容没有保存。请刷新页面，在已保存的内容上修改。',
  running: '上一次提交还在办理，请稍后重试',
}

/** What goes back to a form that was refused. */
export function formRefusal(error: AppError, values: Record<string, unknown>) {
  const { code, userMessage, errors, detail, status } = error
  return data<FormReply & { values: Record<string, unknown> }>(
    { code, message: userMessage, errors, detail, values },
    { status },
  )
}

/** The ordinary fields of a form as its schema reads them. */
export async function formInput(request: Request): Promise<Record<string, unknown>> {
  return formValues(await formFields(request))
}

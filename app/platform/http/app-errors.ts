import type { ServerBuild } from '@remix-run/node'
import { AppError, type ErrorCode, type FieldError } from '~/shared/errors'
import { databaseFailure } from '../database-failure'
import { logger } from '../logger'
import type { LoadContext } from './context'
import { formInput, formRefusal } from './form-answer'

/** What an error boundary finds in `error.data`. */
export interface ErrorAnswer {
  code: ErrorCode
  message: string
  errors: FieldError[]
  detail?: unknown
  requestId: string
}

type Handler = (args: { request: Request; context: LoadContext }) => unknown

const wrapped = new WeakMap<ServerBuild, ServerBuild>()

/**
 * Lets every loader and action simply throw an AppError. Remix would blank its message in production;
 * as a thrown answer it keeps status and words and reaches the error boundary. Where the database is away, a page's form
 * gets what was typed back.
 */
export function withAppErrors(build: ServerBuild): ServerBuild {
  const known = wrapped.get(build)
  if (known) return known
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const { loader, action, default: page } = route.module
      const module = {
        ...route.module,
        ...(loader && { loader: translating(loader as Handler, noteDatabaseAway) }),
        ...(action && { action: translating(action as Handler, page ? answerItsForm : undefined) }),
      }
      return [id, { ...route, module }]
    }),
  )
  const result = { ...build, routes } as ServerBuild
  wrapped.set(build, result)
  return result
}

/** `whenAway`: what is done, and answered unless undefined, where the database cannot be reached */
function translating(handler: Handler, whenAway?: (away: AppError, ...args: Parameters<Handler>) => unknown): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (error) {
      const away = databaseFailure(error)
      const answer = away && (await whenAway?.(away, args))
      if (answer) return answer
      const known = away ?? error
      if (known instanceof Error && !(known instanceof AppError)) throw unexpected(known, args)
      if (!(known instanceof AppError)) throw error
      throw Response.json(errorAnswer(known, args.context.requestId), { status: known.status, statusText: known.code })
    }
  }
}

/** Under this number the log has it, and the page says so. */
function unexpected(error: Error, { request, context }: Parameters<Handler>[0]): Response {
  const { requestId } = context
  if (!request.signal.aborted) logger.error({ err: error, requestId }, 'a page failed')
  return Response.json({ requestId }, { status: 500 })
}

function noteDatabaseAway(_: AppError, { context }: Parameters<Handler>[0]): void {
  context.databaseAway = true
}

/** Passwords are typed again. */
const PASSWORDS = ['password', 'current', 'repeat']

async function answerItsForm(away: AppError, { request }: Parameters<Handler>[0]) {
  const values = await formInput(request)
  for (const name of PASSWORDS) delete values[name]
  return formRefusal(away, values)
}

function errorAnswer(error: AppError, requestId: string): ErrorAnswer {
  const { code, userMessage, errors, detail } = error
  return { code, message: userMessage, errors, detail, requestId }
}

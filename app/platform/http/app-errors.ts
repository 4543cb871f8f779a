import { isRouteErrorResponse } from '@remix-run/react'
import type { ServerBuild } from '@remix-run/node'
import { AppError, type ErrorCode, type FieldError } from '~/shared/errors'

/** What an error boundary finds in `error.data`. */
export interface ErrorAnswer {
  code: ErrorCode
  message: string
  errors: FieldError[]
  detail?: unknown
  requestId: string
}

type Handler = (args: { context: { requestId: string } }) => unknown

const wrapped = new WeakMap<ServerBuild, ServerBuild>()

/**
 * Lets every loader and action simply throw an AppError. Remix would blank its message in production;
 * as a thrown answer it keeps status and words and reaches the error boundary.
 */
export function withAppErrors(build: ServerBuild): ServerBuild {
  const known = wrapped.get(build)
  if (known) return known
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route]
      const { loader, action } = route.module
      const module = {
        ...route.module,
        ...(loader && { loader: translating(loader as Handler) }),
        ...(action && { action: translating(action as Handler) }),
      }
      return [id, { ...route, module }]
    }),
  )
  const result = { ...build, routes } as ServerBuild
  wrapped.set(build, result)
  return result
}

function translating(handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw Response.json(errorAnswer(error, args.context.requestId), { status: error.status, statusText: error.code })
    }
  }
}

function errorAnswer(error: AppError, requestId: string): ErrorAnswer {
  const { code, userMessage, errors, detail } = error
  return { code, message: userMessage, errors, detail, requestId }
}

/** An AppError's answer in an error boundary, or undefined for anything else. */
export function errorAnswerOf(error: unknown): ErrorAnswer | undefined {
  if (!isRouteErrorResponse(error)) return undefined
  const answer = error.data as Partial<ErrorAnswer> | string | null
  return answer && typeof answer === 'object' && typeof answer.message === 'string'
    ? (answer as ErrorAnswer)
    : undefined
}

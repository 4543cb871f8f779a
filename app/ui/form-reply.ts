import type { ErrorCode, FieldError } from '~/shared/errors'
import type { StaleEdit } from '~/shared/versions'

/** What an action answers to a form it refuses (409, 422, 429): the messages, and everything that was typed. */
export interface FormReply {
  code?: ErrorCode
  message?: string
  errors: FieldError[]
  /** what the form needs to go on, as the use case gave it */
  detail?: unknown
  /** what was typed; without it the form goes back to what it held at first (only seen without JavaScript) */
  values?: Record<string, unknown>
}

/** The refusal among the things an action may answer. */
export function replyOf(answer: unknown): FormReply | undefined {
  return isReply(answer) ? answer : undefined
}

/** The refusal as one of several forms of a page gets it: by the intent that the form sends. */
export const replyTo =
  (reply: FormReply | undefined) =>
  (intent: string): FormReply | undefined =>
    reply?.values?.intent === intent ? reply : undefined

function isReply(answer: unknown): answer is FormReply {
  return typeof answer === 'object' && answer !== null && 'errors' in answer && Array.isArray(answer.errors)
}

/** The other version, where a save was refused because somebody saved in between. */
export function staleOf(reply: FormReply | undefined): StaleEdit | undefined {
  return reply?.code === 'stale' && isStaleEdit(reply.detail) ? reply.detail : undefined
}

function isStaleEdit(detail: unknown): detail is StaleEdit {
  return typeof detail === 'object' && detail !== null && 'version' in detail && 'current' in detail
}

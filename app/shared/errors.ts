/** One message at one field or row; `path` is dotted, as zod gives it. */
export interface FieldError {
  path: string
  code: string
  message: string
}

const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 409,
  taken: 409,
  tooLarge: 413,
  invalid: 422,
  tooMany: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS

interface AppErrorOptions {
  /** What the user reads, in Chinese. */
  userMessage: string
  /** What the log says; never personal data. */
  message?: string
  errors?: FieldError[]
  /** What a page or client needs to go on, e.g. the other version of a stale edit. */
  detail?: unknown
  cause?: unknown
}

/** An expected failure: the log's words are not the user's. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly userMessage: string
  readonly errors: FieldError[]
  readonly detail: unknown

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message ?? options.userMessage, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.status = STATUS[code]
    this.userMessage = options.userMessage
    this.errors = options.errors ?? []
    this.detail = options.detail
  }
}

/** Input that breaks a rule at named fields (422). */
export function invalid(errors: FieldError[], userMessage = '请检查标出的内容'): AppError {
  return new AppError('invalid', { userMessage, errors })
}

/** One field's message (422). */
export function invalidField(path: string, message: string, code = 'invalid'): AppError {
  return invalid([{ path, code, message }], message)
}

/** Not there, or not visible: the two must look alike (404). */
export function notFound(what: string): AppError {
  return new AppError('notFound', { userMessage: `没有找到${what}，或者您无权查看` })
}

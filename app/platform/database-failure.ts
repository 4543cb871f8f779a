import { AppError } from '~/shared/errors'

/** Classes and codes of PostgreSQL (appendix A), Prisma and the socket that mean: there is no connection to be had now. */
const AWAY = /^(08...|57P0[0-9]|53300|P1001|P1002|P1008|P1017|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
const AWAY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
const AWAY_WORDS =
  /^(connect E[A-Z]+ |Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Unable to start a transaction in the given time)/
const DISK_FULL = '53100'

interface Told {
  code?: unknown
  message?: unknown
  kind?: unknown
  originalCode?: unknown
  cause?: unknown
  meta?: { driverAdapterError?: unknown }
}

/** What to answer when the database cannot be reached or has no room (503), for any error of a query; undefined for every other error. */
export function databaseFailure(error: unknown): AppError | undefined {
  const chain = causes(error)
  if (chain.some((each) => each.originalCode === DISK_FULL || each.code === DISK_FULL)) {
    const userMessage = '服务器磁盘已满，暂时不能保存。请告诉管理员，腾出空间后再试'
    return new AppError('unavailable', { userMessage, cause: error, detail: { retryAfterSeconds: 60 } })
  }
  if (!chain.some(isAway)) return undefined
  const userMessage = '数据库正在恢复，请稍后重试'
  return new AppError('unavailable', { userMessage, cause: error, detail: { retryAfterSeconds: 5 } })
}

/** Prisma puts the driver's error under `meta`, the driver adapter under `cause`. */
function causes(error: unknown, depth = 0): Told[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const told: Told = error
  return [told, ...causes(told.cause, depth + 1), ...causes(told.meta?.driverAdapterError, depth + 1)]
}

function isAway({ code, originalCode, kind, message }: Told): boolean {
  if ([code, originalCode].some((each) => typeof each === 'string' && AWAY.test(each))) return true
  if (typeof kind === 'string' && AWAY_KINDS.has(kind)) return true
  return typeof message === 'string' && AWAY_WORDS.test(lastLine(message))
}

/** Prisma sets the place of the call before the words. */
const lastLine = (message: string) =>
  message
    .trim()
    .split('\n')
    .at(-1)!
    .replace(/^Transaction API error: /, '')

import pino, { type Logger, type LoggerOptions } from 'pino'
import { env } from './env'
import { dailyLog } from './log-file'

/** What of an error may be logged. Messages of the database client quote values, so only its code and model stay. */
export function loggableError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, meta }: Error & { code?: unknown; meta?: { modelName?: unknown } } = error
  const fromPrisma = error.name.startsWith('Prisma')
  return {
    type: error.name,
    code,
    message: fromPrisma ? undefined : error.message,
    model: fromPrisma ? meta?.modelName : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12)
      .map((line) => line.trim()),
    cause: error.cause ? loggableError(error.cause) : undefined,
  }
}

const options: LoggerOptions = {
  level: env().NODE_ENV === 'test' ? 'silent' : env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggableError, error: loggableError },
}

/** Standard error, because standard output belongs to documents; a server writes into files instead. */
let target: { write(line: string): unknown } = pino.destination(2)

/** The process's log, one JSON line an entry. It never holds names, log-ins, addresses or query strings. */
export const logger: Logger = pino(options, { write: (line) => void target.write(line) })

/** From now on the log goes into a file a day in `folder`. */
export function logToFiles(folder: string): void {
  target = dailyLog(folder)
}

import path from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error'

const url = z.url({ protocol: /^postgres(ql)?$/, error: '应为 postgresql:// 开头的地址' })

const Settings = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z
      .string()
      .default('./data')
      .transform((folder) => path.resolve(folder)),
    /** The program's log-in; unset: the embedded server under DATA_DIR. */
    DATABASE_URL: url.optional(),
    /** The owner's log-in, with sessions (not through a transaction pooler). */
    DATABASE_DIRECT_URL: url.optional(),
    SEED: z.enum(['demo', 'none']).default('demo'),
    /** Behind a reverse proxy: take host, scheme and client address from its X-Forwarded headers. */
    TRUST_PROXY: z.stringbool().default(false),
    SESSION_IDLE_MINUTES: z.coerce.number().positive().default(30),
    SESSION_MAX_HOURS: z.coerce.number().positive().default(12),
    /** How long an account stays locked after five wrong passwords. */
    LOCK_MINUTES: z.coerce.number().positive().default(30),
    /** Where npm was called, which runs its scripts in the project's folder. */
    INIT_CWD: z.string().optional(),
    /** Requests one API token may make in ten seconds. */
    API_RATE: z.coerce.number().int().positive().default(200),
    /** Level 3 of GB/T 22239: one person may hold only one of the three administrators' roles. */
    SEPARATE_ADMINS: z.stringbool().default(false),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    /** Where `npm start` writes its log: a file a day under DATA_DIR/logs, or standard error for whoever collects it. */
    LOG_TO: z.enum(['file', 'console']).default('file'),
  })
  .refine((it) => it.DATABASE_URL || !it.DATABASE_DIRECT_URL, {
    path: ['DATABASE_DIRECT_URL'],
    message: '须与 DATABASE_URL 一起设置',
  })

export type Settings = z.infer<typeof Settings>

let parsed: Settings | undefined

/** Settings from the environment, checked once. Nothing else in app/ reads process.env. Throws with every fault listed. */
export function env(): Settings {
  parsed ??= parse(process.env)
  return parsed
}

function parse(source: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = Settings.safeParse(given)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new StartError(`环境变量有误：\n${faults.join('\n')}`)
}

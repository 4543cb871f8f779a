import '~/shared/zod-chinese'
import { parseArgs } from 'node:util'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { actorForLogin } from '~/auth/server/actor-for-login'
import { codeOf, messageOf } from '~/platform/error-facts'
import { logger } from '~/platform/logger'
import { StartError } from '~/platform/start-error'
import { AppError } from '~/shared/errors'
import type { Command, Given, CommandOutcome } from './command'
import { commands } from './commands'
import { commandHelp, generalHelp, usageOf } from './help'

export interface Io {
  out: (text: string) => void
  err: (text: string) => void
  /** Opens the database; what it answers closes it again. */
  open: () => Promise<() => Promise<void>>
}

/** 0 done, warnings too; 1 done, but rows are held; 2 wrong usage, or not done. */
export type ExitCode = 0 | 1 | 2

class UsageError extends Error {}

/** Runs one command line. With --json, `out` gets one JSON document and nothing else. */
export async function run(line: readonly string[], io: Io): Promise<ExitCode> {
  const json = line.includes('--json')
  try {
    const asked = helpAsked(line)
    if (asked) return answer({ document: { help: asked }, text: asked }, json, io)
    const command = commandOf(line)
    const given = parse(command, line.slice(command.name.split(' ').length))
    return answer(await carryOut(command, given, io), json, io)
  } catch (error) {
    return refuse(error, json, io)
  }
}

function answer({ document, text, held }: CommandOutcome, json: boolean, io: Io): ExitCode {
  io.out(json ? JSON.stringify(document, null, 2) : text)
  return held ? 1 : 0
}

async function carryOut(command: Command, given: Given, io: Io): Promise<CommandOutcome> {
  const close = await io.open()
  try {
    const now = new Date()
    const login = given.options.as
    const actor = typeof login === 'string' ? await actorForLogin(login, now) : SYSTEM_ACTOR
    const context: RequestContext = { actor, now, via: 'cli' }
    return await command.run(context, given)
  } finally {
    await close()
  }
}

function helpAsked(line: readonly string[]): string | null {
  const help = line[0] === 'help' || line.includes('--help') || line.includes('-h')
  if (!help) return null
  const words = line.filter((word) => word !== 'help' && !word.startsWith('-')).join(' ')
  const command = commands.find(({ name }) => words === name || words.startsWith(`${name} `))
  return command ? commandHelp(command) : generalHelp(commands)
}

function commandOf(line: readonly string[]): Command {
  const found = commands.find(({ name }) => name.split(' ').every((word, at) => line[at] === word))
  if (found) return found
  const words = line
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ')
  throw new UsageError(`${words ? `没有这个命令：${words}` : '请写明命令'}\n\n${generalHelp(commands)}`)
}

function parse(command: Command, rest: readonly string[]): Given {
  const options = Object.fromEntries([
    ...Object.entries(command.options).map(([name, { value, multiple }]) => [
      name,
      { type: value ? 'string' : 'boolean', multiple: multiple ?? false },
    ]),
    ['json', { type: 'boolean' }],
    ['as', { type: 'string' }],
  ]) as NonNullable<Parameters<typeof parseArgs>[0]>['options']
  const given = parsed(command, rest, options)
  const missing = Object.entries(command.options).find(
    ([name, { required }]) => required && !given.options[name]?.length,
  )
  if (missing) throw wrong(command, `缺少 --${missing[0]}`)
  const words = command.arguments ?? []
  if (given.arguments.length < words.length) throw wrong(command, `缺少 ${words[given.arguments.length]}`)
  if (given.arguments.length > words.length)
    throw wrong(command, `多出了：${given.arguments.slice(words.length).join(' ')}`)
  return given
}

function parsed(
  command: Command,
  rest: readonly string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
) {
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
    return { options: values as Given['options'] & Record<string, string | undefined>, arguments: positionals }
  } catch (error) {
    const option = /'(-[^' ]+)/.exec(messageOf(error))?.[1] ?? ''
    const unknown = codeOf(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    throw wrong(command, unknown ? `没有这个选项：${option}` : `选项写法有误：${option}`)
  }
}

function wrong(command: Command, what: string): UsageError {
  return new UsageError(`${what}\n用法：${usageOf(command)}`)
}

function refuse(error: unknown, json: boolean, io: Io): ExitCode {
  const { code, message, errors } = refusal(error)
  io.err(
    [
      message,
      ...errors.map((each) => `  ${each.path}：${each.message}`).filter((each) => !each.endsWith(message)),
    ].join('\n'),
  )
  if (json) io.out(JSON.stringify({ code, message: message.split('\n')[0], errors }, null, 2))
  return 2
}

function refusal(
  error: unknown,
): Pick<AppError, 'code' | 'message' | 'errors'> | { code: string; message: string; errors: [] } {
  if (error instanceof AppError) return { code: error.code, message: error.userMessage, errors: error.errors }
  if (error instanceof UsageError) return { code: 'usage', message: error.message, errors: [] }
  if (error instanceof StartError) return { code: 'start', message: error.message, errors: [] }
  logger.error({ err: error }, 'unexpected')
  return { code: 'unexpected', message: '没有办成：系统出错，详见上面的日志', errors: [] }
}

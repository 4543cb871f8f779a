import type { RequestContext } from '~/auth/domain/actor'

export interface CommandOption {
  /** what stands after it in the help; a switch has none */
  value?: string
  help: string
  /** may be given several times */
  multiple?: boolean
  required?: boolean
}

/** What a command did: its JSON document, the same for people, and whether rows are held. */
export interface CommandOutcome {
  document: unknown
  text: string
  held?: boolean
}

export interface Given {
  /** by option name; a switch is `true` */
  options: Record<string, string | string[] | boolean | undefined>
  arguments: string[]
}

export interface Command {
  /** the words that call it, as `user create` */
  name: string
  /** names of what stands after the words */
  arguments?: string[]
  summary: string
  details?: string
  options: Record<string, CommandOption>
  run: (context: RequestContext, given: Given) => Promise<CommandOutcome>
}

/** The one value of an option. */
export function valueOf({ options }: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that may be given several times, or with commas. */
export function valuesOf({ options }: Given, name: string): string[] {
  const value = options[name]
  const list = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  return list
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter(Boolean)
}

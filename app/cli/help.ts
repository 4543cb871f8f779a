import type { Command, CommandOption } from './command'
import { widthOf } from './table'

const COMMON: Record<string, CommandOption> = {
  json: { help: '标准输出只有一个 JSON 文档' },
  as: { value: '登录名', help: '以谁的名义办理，缺省为系统' },
  help: { help: '显示帮助' },
}

const shown = (name: string, { value }: CommandOption) => `--${name}${value ? ` <${value}>` : ''}`

function columns(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => widthOf(left)))
  return rows.map(([left, right]) => `  ${left}${' '.repeat(width - widthOf(left))}  ${right}`).join('\n')
}

const optionRows = (options: Record<string, CommandOption>) =>
  Object.entries(options).map(([name, option]): [string, string] => [
    shown(name, option),
    option.help + (option.required ? '（必填）' : ''),
  ])

/** How a command is called. */
export function usageOf({ name, arguments: words = [], options }: Command): string {
  const needed = Object.entries(options).map(([option, spec]) =>
    spec.required ? shown(option, spec) : `[${shown(option, spec)}]`,
  )
  return ['crm', name, ...words, ...needed, '[--json]'].join(' ')
}

export function commandHelp(command: Command): string {
  const { summary, details, options } = command
  return [
    `用法：npm run -s ${usageOf(command).replace('crm', 'crm --')}`,
    '',
    summary + (details ? `。${details}` : ''),
    '',
    columns(optionRows({ ...options, ...COMMON })),
  ].join('\n')
}

export function generalHelp(commands: readonly Command[]): string {
  return [
    '用法：npm run -s crm -- <命令> [选项]',
    '',
    columns(commands.map(({ name, arguments: words = [], summary }) => [[name, ...words].join(' '), summary])),
    '',
    columns(optionRows(COMMON)),
    '',
    '某个命令的选项：npm run -s crm -- help <命令>',
    '退出码：0 办妥（可有提示）；1 办妥，但有待更正的行；2 用法有误或没有办成。',
  ].join('\n')
}

import { parseArgs } from 'node:util'

export interface BenchOptions {
  projects: number
  /** requests measured per route */
  requests: number
  /** rows of the ledger that is imported */
  rows: number
  /** an existing bench database is measured again instead of a new one */
  /** plots of the map file that is imported */
  plots: number
  data?: string
  keep: boolean
  /** only routes whose name holds this */
  only: string
  /** numbers of projects at which the figures are measured, instead of all else */
  slopes?: number[]
  /** forecasts are tried on made counties instead; needs no database */
  forecast: boolean
  /** all projects are judged again, and what judging costs, instead of all else */
  rejudge: boolean
}

const USAGE = `npm run bench -- [options]

  --projects N   how many projects to build (100000); events and the rest follow in proportion
  --requests N   how many requests to measure per route (60)
  --rows N       how many rows the imported ledger has (10000)
  --plots N      how many plots the imported map file has (50000)
  --only TEXT    measure only routes whose name holds TEXT
  --slopes A,B,… measure the figures alone, with so many projects each, and how they grow (10000,100000,1000000)
  --forecast     try the forecast of starts on made counties alone: how often its range holds, and how far it is off
  --rejudge      judge all projects again alone: projects a second, memory, and what one judgement costs
  --data DIR     keep the database in DIR, and measure it again when it is there already
                 (without it: a temporary folder, removed at the end)
`

/** Reads the command line. Prints the usage and ends the process when it asks for help or is wrong. */
export function benchOptions(args: string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        projects: { type: 'string', default: '100000' },
        requests: { type: 'string', default: '60' },
        rows: { type: 'string', default: '10000' },
        plots: { type: 'string', default: '50000' },
        data: { type: 'string' },
        only: { type: 'string', default: '' },
        slopes: { type: 'string' },
        forecast: { type: 'boolean', default: false },
        rejudge: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(USAGE)
      process.exit(0)
    }
    return {
      projects: positive('projects', values.projects),
      requests: positive('requests', values.requests),
      rows: positive('rows', values.rows),
      plots: positive('plots', values.plots),
      data: values.data,
      only: values.only,
      slopes: values.slopes?.split(',').map((size) => positive('slopes', size)),
      forecast: values.forecast,
      rejudge: values.rejudge,
      keep: values.data !== undefined,
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`)
    process.exit(2)
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new Error(`--${name} wants a positive whole number, not "${text}"`)
}

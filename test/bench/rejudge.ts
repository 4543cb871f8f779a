import type { Client } from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '~/platform/database/client'
import { outcome } from '~/screening/domain/evaluation/evaluate'
import { assessments, changesForVerdict } from '~/screening/domain/evaluation/changes'
import type { ScreeningInputs } from '~/screening/domain/inputs'
import { READY_MADE } from '~/screening/domain/ready-made/ready-made'
import { RULE_SETS_AT_ONCE } from '~/screening/domain/form'
import { quantile } from './measure'
import { forgetPeak, residentMiB, type Running } from './server'

export interface Rejudged {
  projects: number
  tookMs: number
  aboveIdleMiB: number | null
  /** how long each of many requests that ask for nothing waited meanwhile */
  answersMs: number[]
}

const PATIENCE_MS = 600_000
const RULE_SETS = ['national-control-2008', 'county-intensity-100', 'scored-40-30-20-10']

/** One project in three was screened, with this. */
const SCREENED: ScreeningInputs = {
  landMu: 50,
  totalInvestmentWan: 24_000,
  fixedAssetInvestmentWan: 20_000,
  equipmentInvestmentWan: 11_000,
  annualOutputWan: 36_000,
  annualRevenueWan: 34_500,
  annualAddedValueWan: 9_000,
  annualTaxWan: 1_200,
  annualRdWan: 900,
  staff: 160,
  floorAreaM2: 38_000,
  farFloorAreaM2: 42_000,
  footprintM2: 15_000,
  greenAreaM2: 4_000,
  adminLandM2: 1_900,
  adminFloorAreaM2: 3_200,
  chainFit: 70,
  industryCode: 'C3670',
  energy: [
    { carrier: 'electricity', amount: 420, unit: '万kWh' },
    { carrier: 'naturalGas', amount: 30, unit: '万m3' },
  ],
  vetoes: { dishonest: false, penaltyOpen: false, illegalLand: false, qualificationMissing: false },
  ratings: { funds: 'good', revenueTrend: 'fair', customers: 'good', qualifications: 'fair', finances: 'good' },
}

async function screenSome(owner: Client): Promise<void> {
  await owner.query(
    `INSERT INTO screening (id, project_id, number, depth, inputs, rules, rule_set_ids, verdict, evaluated_on, created_at, recorded_at)
     SELECT gen_random_uuid(), id, 1, 'full', $1::jsonb || jsonb_build_object('landMu', 20 + n % 60), '[]', '{}', 'pass',
       current_date, now(), now()
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM project) p
     WHERE n % 3 = 0 AND NOT EXISTS (SELECT 1 FROM screening)`,
    [JSON.stringify(SCREENED)],
  )
  await owner.query('VACUUM ANALYZE screening')
}

/** Judges all projects again as the bureau does: by the page, in the background of the program. */
export async function rejudgeByPage(program: Running, cookie: string, owner: Client): Promise<Rejudged> {
  await screenSome(owner)
  const post = async (url: string, fields: [string, string][]) => {
    const headers = { cookie, origin: program.address }
    const body = new URLSearchParams(fields)
    const response = await fetch(program.address + url, { method: 'POST', headers, body, redirect: 'manual' })
    if (response.status === 302) return response.headers.get('location') ?? ''
    throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 300)}`)
  }
  for (const id of RULE_SETS)
    await post('/screening/rules', [
      ['intent', 'use'],
      ['id', id],
    ])
  await sleep(1000)
  const idle = residentMiB(program.pid)
  forgetPeak(program.pid)
  const began = performance.now()
  const id = (
    await post(
      '/screening/runs',
      RULE_SETS.map((each) => ['ruleSets[]', each]),
    )
  )
    .split('/')
    .at(-1)
  const answersMs: number[] = []
  for (;;) {
    const asked = performance.now()
    await fetch(`${program.address}/healthz`).then((response) => response.arrayBuffer())
    answersMs.push(performance.now() - asked)
    const run = await database().screeningRun.findUniqueOrThrow({ where: { id }, select: { state: true, done: true } })
    if (run.state === 'done') {
      const peak = residentMiB(program.pid)
      const aboveIdleMiB = idle && peak ? peak.peak - idle.now : null
      return { projects: run.done, tookMs: performance.now() - began, aboveIdleMiB, answersMs }
    }
    if (run.state === 'failed' || performance.now() - began > PATIENCE_MS) throw new Error(`the run is ${run.state}`)
    await sleep(20)
  }
}

/** Proposals that pass, miss one line or many, and are unknown in part. */
function proposals(): ScreeningInputs[] {
  const over = (changes: Partial<ScreeningInputs>) => ({ ...SCREENED, ...changes })
  const poor = { fixedAssetInvestmentWan: 2_000, annualTaxWan: 60, annualOutputWan: 3_000, annualAddedValueWan: 500 }
  const wide = { farFloorAreaM2: 9_000, footprintM2: 6_000, greenAreaM2: 12_000, adminLandM2: 4_000 }
  const { energy: _, vetoes: __, ...sparse } = SCREENED
  return [
    SCREENED,
    over({ landMu: 55.5 }),
    over({ landMu: 400 }),
    over(poor),
    over(wide),
    over({ ...poor, ...wide }),
    over({
      ...poor,
      ...wide,
      landMu: 333.33,
      staff: 900,
      annualRdWan: 10,
      energy: [{ carrier: 'rawCoal', amount: 90_000, unit: 't' }],
    }),
    over({ annualTaxWan: 999.99, annualAddedValueWan: 4_321, annualRdWan: 300 }),
    over({ industryCode: 'C1310', chainFit: 20 }),
    sparse,
    { landMu: 50, totalInvestmentWan: 24_000, annualTaxWan: 1_200, industryCode: 'C3670' },
    {},
  ]
}

export interface Judging {
  /** of all measured, and of the slowest pair of proposal and rule sets */
  medianMs: number
  slowestMs: number
}

const ROUNDS = 15

/** What a judgement costs, and the changes that would mend it: each proposal by each ready-made set, and by several at once. */
export function judgingCost(on: string): { judging: Judging; changes: Judging } {
  const questions = [...READY_MADE.map((set) => [set]), READY_MADE.slice(0, RULE_SETS_AT_ONCE)].flatMap((ruleSets) =>
    proposals().map((inputs) => ({ question: { ruleSets, on, excepted: new Set<string>() }, inputs })),
  )
  const cost = (act: (pair: (typeof questions)[number]) => unknown): Judging => {
    for (const pair of questions) act(pair)
    const each = questions.map((pair) =>
      quantile(
        Array.from({ length: ROUNDS }, () => {
          const began = performance.now()
          act(pair)
          return performance.now() - began
        }),
        0.5,
      ),
    )
    return { medianMs: quantile(each, 0.5), slowestMs: Math.max(...each) }
  }
  return {
    judging: cost(({ question, inputs }) => outcome(assessments(question, inputs))),
    changes: cost(({ question, inputs }) => changesForVerdict(question, inputs)),
  }
}

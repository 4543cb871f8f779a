import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatNumber } from '~/shared/money'
import { Badge, StatusDot, type DotShape, type Tone } from '~/ui/badge'
import { Panel } from '~/ui/page'
import { DataTable, type Column } from '~/ui/table'
import { REVIEW_LEVEL_NAMES } from '../domain/energy/review'
import type { CriterionResult, Evaluation } from '../domain/evaluation/evaluate'
import {
  actualWords,
  changeWords,
  criteriaByRuleSet,
  demandWords,
  marginWords,
  mendWords,
  ruleSetTitle,
  scoreWords,
  STATUS_NAMES,
} from '../domain/evaluation/words'
import type { ScreeningInputs } from '../domain/inputs'
import { fieldLabel } from '../domain/screening'
import { SUPPLY_BY_CLASS, VERDICT_NAMES, type Verdict } from '../domain/rules/rule-set'

export const VERDICT_LOOKS: Record<Verdict, { tone: Tone; shape: DotShape }> = {
  pass: { tone: 'good', shape: 'circle' },
  conditional: { tone: 'warning', shape: 'half' },
  fail: { tone: 'danger', shape: 'triangle' },
  unknown: { tone: 'neutral', shape: 'ring' },
}

const STATUS_LOOKS: Record<CriterionResult['status'], { tone: Tone; shape: DotShape }> = {
  pass: VERDICT_LOOKS.pass,
  fail: VERDICT_LOOKS.fail,
  unknown: VERDICT_LOOKS.unknown,
  info: { tone: 'neutral', shape: 'dash' },
}

export const VerdictDot = ({ verdict }: { verdict: Verdict }) => (
  <StatusDot {...VERDICT_LOOKS[verdict]}>{VERDICT_NAMES[verdict]}</StatusDot>
)

/** The verdict in a line, with points, class and how land is supplied. */
function VerdictLine({ evaluation }: { evaluation: Evaluation }) {
  const score = scoreWords(evaluation)
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-lg" role="status">
      <span className="font-medium">
        <VerdictDot verdict={evaluation.verdict} />
      </span>
      {score && <span>{score}</span>}
      {evaluation.class && (
        <span className="text-base">
          预期亩均效益 {evaluation.class} 类，{SUPPLY_BY_CLASS[evaluation.class]}
        </span>
      )}
    </p>
  )
}

function columns(inputs: ScreeningInputs, sameSource: boolean): Column<CriterionResult>[] {
  return [
    {
      key: 'label',
      head: '标准',
      primary: true,
      cell: (one) => (
        <>
          {one.label}
          {one.overruled && <span className="ml-2 text-xs text-grey-600">另有更严的规定</span>}
          {!sameSource && (
            <span className="block text-xs font-normal text-grey-600">
              {one.source}
              {one.toBeVerified && '（待核）'}
            </span>
          )}
          <span className="block text-sm font-normal sm:hidden">
            {[demandWords(one), actualWords(one), marginWords(one)].filter(Boolean).join('　')}
          </span>
          {one.exception && (
            <span className="block text-sm font-normal">
              一事一议：{one.exception.by}，{one.exception.reason}
            </span>
          )}
          {one.status === 'fail' && one.minimalChange.length > 0 && (
            <span className="block text-sm font-normal text-accent-700">改这一项：{mendWords(one, inputs)}</span>
          )}
        </>
      ),
    },
    { key: 'demand', head: '要求', wideOnly: true, nowrap: true, cell: demandWords },
    { key: 'actual', head: '实际', wideOnly: true, nowrap: true, cell: actualWords },
    { key: 'margin', head: '余量', wideOnly: true, nowrap: true, cell: marginWords },
    {
      key: 'status',
      head: '结果',
      nowrap: true,
      cell: (one) =>
        one.exception ? (
          <Badge tone="warning">一事一议</Badge>
        ) : (
          <StatusDot {...STATUS_LOOKS[one.status]}>{STATUS_NAMES[one.status]}</StatusDot>
        ),
    },
  ]
}

interface EvaluationViewProps {
  evaluation: Evaluation
  inputs: ScreeningInputs
  /** beside the verdict */
  actions?: ReactNode
}

/** What a proposal comes to: verdict, what would mend it, each criterion with its rule, and energy. */
export function EvaluationView({ evaluation, inputs, actions }: EvaluationViewProps) {
  const { criteria, changes, warnings, missing } = evaluation
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Panel title="结论" actions={actions}>
        <VerdictLine evaluation={evaluation} />
        {warnings.map(({ field, message }) => (
          <p key={`${field} ${message}`} className="mt-2 text-warning">
            {message}
          </p>
        ))}
        {changes.length > 0 && (
          <div className="mt-3">
            <h3 className="text-sm text-grey-600">
              {changes.length === 1 ? '这样改即可整体符合' : '以下任一组改动即可整体符合'}
            </h3>
            <ol className="mt-1 list-decimal space-y-1 pl-5">
              {changes.map((set) => (
                <li key={set.map(({ field }) => field).join()}>
                  {set.map((change) => changeWords(change, inputs)).join('；')}
                </li>
              ))}
            </ol>
          </div>
        )}
        {missing.length > 0 && (
          <p className="mt-2 text-sm text-grey-700">还缺：{missingWords(evaluation).join('、')}</p>
        )}
      </Panel>
      {criteriaByRuleSet(criteria).map((group) => (
        <CriteriaPanel key={group[0]?.ruleSet} criteria={group} inputs={inputs} />
      ))}
      {(evaluation.energy || evaluation.limits.length > 0) && <EnergyPanel {...evaluation} />}
    </div>
  )
}

function CriteriaPanel({ criteria, inputs }: { criteria: readonly CriterionResult[]; inputs: ScreeningInputs }) {
  const { scope, source } = ruleSetTitle(criteria)
  return (
    <Panel
      title={
        <>
          {scope}
          {source && <span className="ml-2 text-sm font-normal text-grey-600">{source}</span>}
        </>
      }
      flush
    >
      <DataTable
        caption={`${scope}，逐项`}
        columns={columns(inputs, source !== null)}
        rows={criteria}
        rowKey={({ id }) => id}
        sortParam={null}
        sticky={false}
      />
    </Panel>
  )
}

function missingWords({ criteria, missing }: Evaluation): string[] {
  return [
    ...new Set(
      missing.map((path) => {
        const [head, id] = path.split('.')
        const own = id === undefined ? undefined : criteria.find((one) => one.id === id)
        return own && (head === 'vetoes' || head === 'ratings') ? own.label : fieldLabel(path)
      }),
    ),
  ]
}

function EnergyPanel({ energy, limits }: Pick<Evaluation, 'energy' | 'limits'>) {
  return (
    <Panel
      title="项目能耗"
      actions={
        <Link to="/screening/energy" className="text-sm">
          系数和规定
        </Link>
      }
    >
      {energy && <EnergyUse energy={energy} />}
      <ul className="mt-1 space-y-1 empty:hidden">
        {limits.map(({ id, status, level, because, toBeVerified }) => (
          <li key={id}>
            <StatusDot {...STATUS_LOOKS[status]}>
              {status === 'unknown' ? '没有准入值' : STATUS_NAMES[status]}
            </StatusDot>
            <span className="ml-2">
              {because}
              {level !== null && `，达到 ${level} 级`}
              {toBeVerified && '（待核）'}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function EnergyUse({ energy }: { energy: NonNullable<Evaluation['energy']> }) {
  const { tceCalorific, tcePrimary, co2T, reviewDetail } = energy
  const tons = (value: number) => formatNumber(value)
  return (
    <>
      <p>
        年综合能耗 {tons(tceCalorific)} 吨标准煤（当量值），{tons(tcePrimary)} 吨（等价值）；二氧化碳{' '}
        {co2T === null ? '排放因子不全，无法计算' : `${tons(co2T)} 吨`}。
      </p>
      {reviewDetail && (
        <p className="mt-1">
          节能审查：<span className="font-medium">{REVIEW_LEVEL_NAMES[reviewDetail.level]}</span>
          {reviewDetail.carbonEvaluation && '，同时作碳排放评价'}
          <span className="block text-sm text-grey-600">
            {reviewDetail.because}。依据：{reviewDetail.source}
            {reviewDetail.toBeVerified && '（待核）'}
          </span>
        </p>
      )}
    </>
  )
}

import type { ReactNode } from 'react'
import { isKeyOf } from '~/shared/records'
import { Badge } from '~/ui/badge'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { DataTable, type Column } from '~/ui/table'
import { askedWords, boundsWords, DIRECTION_NAMES, quantityWords, SCORING_NAMES } from '../../domain/rules/describe'
import { MEASURES, type Measure } from '../../domain/measures'
import {
  SCOPE_NAMES,
  SUPPLY_BY_CLASS,
  VERDICT_NAMES,
  type Criterion,
  type CriterionOf,
  type Limit,
  type RuleSet,
} from '../../domain/rules/rule-set'

/** A rule set as somebody reads it who is to be judged by it. */
export function RuleSetView({ ruleSet, parkName }: { ruleSet: RuleSet; parkName: string | null }) {
  const { criteria, sources } = ruleSet
  const vetoes = criteria.filter((one) => one.kind === 'veto')
  const thresholds = criteria.filter((one) => one.kind === 'threshold')
  const scored = criteria.filter((one) => one.kind === 'scored')
  const infos = criteria.filter((one) => one.kind === 'info')
  const source = (criterion: Criterion) => <Source ruleSet={ruleSet} criterion={criterion} />
  const listed = (criterion: Criterion) => (
    <li key={criterion.id}>
      {criterion.label} {source(criterion)}
      <Remark {...criterion} />
    </li>
  )
  const sourceColumn =
    sources.length > 1
      ? [{ key: 'source', head: '依据', cell: source, className: 'max-w-[14rem]', wideOnly: true }]
      : []
  return (
    <div className="space-y-4">
      <Panel>
        <KeyValue
          columns={2}
          items={[
            { label: '范围', value: SCOPE_NAMES[ruleSet.scope] },
            { label: '施行', value: `${ruleSet.effectiveFrom} 起` },
            ...(ruleSet.industries ? [{ label: '只用于行业', value: ruleSet.industries.join('、') }] : []),
            ...(ruleSet.landUses ? [{ label: '只用于用地', value: ruleSet.landUses.join('、') }] : []),
            ...(ruleSet.parkId ? [{ label: '只用于园区', value: parkName ?? '（已不存在的园区）' }] : []),
            ...(ruleSet.note ? [{ label: '说明', value: ruleSet.note, wide: true }] : []),
          ]}
        />
      </Panel>
      {vetoes.length > 0 && (
        <Panel title={`否决项 ${vetoes.length} 条`}>
          <ol className="list-decimal space-y-1 pl-5">{vetoes.map(listed)}</ol>
        </Panel>
      )}
      {thresholds.length > 0 && (
        <Panel title={`门槛 ${thresholds.length} 条`} flush>
          <DataTable
            caption="门槛"
            sortParam={null}
            dense
            rows={thresholds}
            rowKey={({ id }) => id}
            columns={[
              LABEL_COLUMN,
              {
                key: 'limit',
                head: '要求',
                cell: (one) => (
                  <LimitOf limit={one.limit} direction={one.direction} unit={unitOf(ruleSet, one.measure)} />
                ),
              },
              ...sourceColumn,
            ]}
          />
        </Panel>
      )}
      {scored.length > 0 && (
        <Panel title={`评分项 ${scored.length} 条，合计 100 分`} flush>
          <DataTable
            caption="评分项"
            sortParam={null}
            dense
            rows={scored}
            rowKey={({ id }) => id}
            columns={[
              LABEL_COLUMN,
              { key: 'weight', head: '权重', align: 'right', cell: ({ weight }) => weight },
              { key: 'scoring', head: '怎样给分', cell: (one) => <ScoringOf criterion={one} ruleSet={ruleSet} /> },
              ...sourceColumn,
            ]}
          />
        </Panel>
      )}
      {infos.length > 0 && (
        <Panel title="只供参考">
          <ul className="list-disc space-y-1 pl-5">{infos.map(listed)}</ul>
        </Panel>
      )}
      <DecisionTable ruleSet={ruleSet} />
      {ruleSet.measures.length > 0 && (
        <Panel title="自定指标">
          <ul className="space-y-1">
            {ruleSet.measures.map(({ id, label, unit, numerator, denominator, factor }) => (
              <li key={id}>
                {label}
                {unit && `（${unit}）`} = {quantityWords(numerator, ruleSet.measures).label}
                {denominator && ` ÷ ${quantityWords(denominator, ruleSet.measures).label}`}
                {factor !== undefined && ` × ${factor}`}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="依据">
        <ol className="list-decimal space-y-1 pl-5">
          {sources.map(({ title, number, toBeVerified }, place) => (
            <li key={place}>
              {title} {number} {toBeVerified && <Badge tone="warning">待核</Badge>}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}

const LABEL_COLUMN: Column<Criterion> = {
  key: 'label',
  head: '指标',
  primary: true,
  cell: (criterion) => (
    <>
      {criterion.label}
      <Remark {...criterion} />
    </>
  ),
}

const unitOf = ({ measures }: RuleSet, measure: string | undefined): string => {
  const own: Measure | undefined = measures.find(({ id }) => id === measure)
  return (own ?? (measure !== undefined && isKeyOf(MEASURES, measure) ? MEASURES[measure] : undefined))?.unit ?? ''
}

function Remark({ note }: { note?: string }) {
  return note ? <span className="block text-sm text-grey-600">{note}</span> : null
}

function Source({ ruleSet: { sources }, criterion }: { ruleSet: RuleSet; criterion: Criterion }) {
  const source = sources[criterion.source]
  // Of one document alone its name at each rule says nothing.
  if (!source || sources.length === 1) return null
  return (
    <span className="text-sm text-grey-600">
      {source.number ?? source.title} {source.toBeVerified && <Badge tone="warning">待核</Badge>}
    </span>
  )
}

/** One number for all, or a table by industry that unfolds. */
function LimitOf({ limit, direction, unit }: { limit: Limit; direction: 'atLeast' | 'atMost'; unit: string }) {
  const word = DIRECTION_NAMES[direction]
  if (typeof limit === 'number')
    return (
      <span className="whitespace-nowrap">
        {word} <strong>{limit}</strong> {unit}
      </span>
    )
  return (
    <details>
      <summary className="cursor-pointer text-accent-600">
        {word}，分 {limit.byIndustry.length} 个行业（{unit || '比值'}）
      </summary>
      <table className="mt-1 text-sm">
        <tbody>
          {limit.byIndustry.map(({ label, codes, value }) => (
            <tr key={codes.join()}>
              <td className="pr-4">
                {label} <span className="text-grey-600">{codes.join('、')}</span>
              </td>
              <td className="text-right tabular-nums">{value ?? '不限'}</td>
            </tr>
          ))}
          {limit.otherwise !== undefined && (
            <tr>
              <td className="pr-4">其他行业</td>
              <td className="text-right tabular-nums">{limit.otherwise}</td>
            </tr>
          )}
        </tbody>
      </table>
    </details>
  )
}

function ScoringOf({ criterion, ruleSet }: { criterion: CriterionOf<'scored'>; ruleSet: RuleSet }): ReactNode {
  const { scoring, weight, measure, better, bar } = criterion
  const { label, unit } = quantityWords(measure ?? '', ruleSet.measures)
  const of = measure === undefined ? '' : `${label}${unit && `（${unit}）`}`
  return (
    <div className="text-sm">
      <span className="text-grey-600">{SCORING_NAMES[scoring.type]} </span>
      {scoring.type === 'ratio' && (
        <>
          {better === 'less' ? `${scoring.base} ÷ ${of}` : `${of} ÷ ${scoring.base}`} × {weight}
          {scoring.cap === undefined ? '，不封顶' : `，最高 ${scoring.cap} 分`}
          {scoring.atZero !== undefined && `；除数为零得 ${scoring.atZero} 分`}
        </>
      )}
      {scoring.type === 'linear' && (
        <>
          {of}达到 {scoring.base} 得 {scoring.points} 分，每{better === 'more' ? '低' : '高'} {scoring.per} 减{' '}
          {scoring.change} 分，最低 {scoring.floor} 分
          {scoring.cap !== undefined && scoring.cap > scoring.points && `，超过的同样加分，最高 ${scoring.cap} 分`}
        </>
      )}
      {scoring.type === 'steps' && (
        <>
          {of}
          <ul>
            {scoring.bands.map((band, place) => (
              <li key={place}>
                {boundsWords(band)}：{band.points} 分
              </li>
            ))}
          </ul>
        </>
      )}
      {scoring.type === 'categories' &&
        scoring.choices.map((choice) => `${choice.label} ${choice.points} 分`).join('，')}
      {bar !== undefined && (
        <div>
          达标线 <LimitOf limit={bar} direction={better === 'more' ? 'atLeast' : 'atMost'} unit={unit} />
        </div>
      )}
    </div>
  )
}

function DecisionTable({ ruleSet: { decision, criteria } }: { ruleSet: RuleSet }) {
  const scored = criteria.some(({ kind }) => kind === 'scored')
  const classed = decision.some((row) => row.class)
  return (
    <Panel title="判定表" flush>
      <DataTable
        caption="判定表"
        sortParam={null}
        dense
        rows={decision.map((row, place) => ({ ...row, place }))}
        rowKey={({ place }) => String(place)}
        columns={[
          { key: 'vetoed', head: '有否决项', cell: ({ vetoed }) => askedWords(vetoed) },
          { key: 'met', head: '门槛达标', cell: ({ thresholdsMet }) => askedWords(thresholdsMet) },
          ...(scored
            ? [{ key: 'score', head: '得分', cell: (row: RuleSet['decision'][number]) => boundsWords(row) }]
            : []),
          { key: 'verdict', head: '结论', cell: ({ verdict }) => <Verdict verdict={verdict} /> },
          ...(classed
            ? [
                {
                  key: 'class',
                  head: '预期等级',
                  cell: (row: RuleSet['decision'][number]) =>
                    row.class && `${row.class}（${SUPPLY_BY_CLASS[row.class]}）`,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

const TONES = { pass: 'good', conditional: 'warning', fail: 'danger', unknown: 'neutral' } as const

/** A verdict as a badge. */
export function Verdict({ verdict }: { verdict: keyof typeof TONES }) {
  return <Badge tone={TONES[verdict]}>{VERDICT_NAMES[verdict]}</Badge>
}

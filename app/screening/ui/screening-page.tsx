import type { ReactNode } from 'react'
import { Pencil, Printer } from 'lucide-react'
import { businessDay } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { Field } from '~/ui/field'
import { Input, Textarea } from '~/ui/input'
import { IntentForm } from '~/ui/intent-form'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import { exceptionKey } from '../domain/evaluation/assess'
import type { CriterionResult, Evaluation, Exception } from '../domain/evaluation/evaluate'
import { demandWords, inUnit } from '../domain/evaluation/words'
import type { ScreeningInputs } from '../domain/inputs'
import { PROPOSAL_FIELDS } from '../domain/fields'
import { VERDICT_NAMES, type RuleSet } from '../domain/rules/rule-set'
import {
  DEPTH_NAMES,
  dossierLines,
  dueDiligenceLines,
  STATE_NAMES,
  type Dossier,
  type ScreeningDepth,
  type ScreeningState,
} from '../domain/screening'
import type { ChangedPromise } from '../domain/promises'
import { EvaluationView } from './evaluation-view'

export interface ScreeningPageProps {
  id: string
  project: { id: string; name: string }
  number: number
  depth: ScreeningDepth
  state: ScreeningState
  version: number
  recordedAt: Date
  inputs: ScreeningInputs
  dossier: Partial<Dossier>
  ruleSets: readonly RuleSet[]
  exceptions: readonly (Exception & { document: string | null })[]
  on: string
  evaluation: Evaluation
  promises: readonly ChangedPromise[]
  may: { edit: boolean; conclude: boolean }
  /** panels of what follows: opinions, decision */
  children?: ReactNode
  /** what the last of its short forms was refused for */
  refused?: ReactNode
}

/** The result of a screening, and what is done with it. */
export function ScreeningPage(page: ScreeningPageProps) {
  const { id, project, number, depth, state, recordedAt, on, ruleSets, evaluation, inputs, may, promises } = page
  return (
    <Page
      title={`第 ${number} 次预审`}
      note={`${DEPTH_NAMES[depth]}，按 ${on} 的规则和系数判定；最近填报 ${businessDay(recordedAt)}`}
      marks={<Badge tone={state === 'concluded' ? 'accent' : 'neutral'}>{STATE_NAMES[state]}</Badge>}
      crumbs={[
        { label: '项目', to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: '预审', to: `/projects/${project.id}/screenings` },
        { label: `第 ${number} 次` },
      ]}
      actions={
        <>
          <LinkButton to={`/screenings/${id}/opinion`} icon={Printer}>
            意见书
          </LinkButton>
          {may.edit && (
            <LinkButton to={`/screenings/${id}/edit`} tone="primary" icon={Pencil}>
              填写
            </LinkButton>
          )}
        </>
      }
    >
      {page.refused}
      <EvaluationView evaluation={evaluation} inputs={inputs} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
        {promises.length > 0 && <PromisesPanel promises={promises} />}
        {page.children}
        {may.conclude && <ConcludePanel {...page} />}
        <DossierPanel inputs={inputs} dossier={page.dossier} />
        <Panel title="规则集">
          <ul className="space-y-1">
            {ruleSets.map((set) => (
              <li key={set.id}>
                {set.name}
                <span className="ml-2 text-sm text-grey-600">{set.effectiveFrom} 起施行</span>
                {set.note && <span className="block text-sm text-grey-600">{set.note}</span>}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </Page>
  )
}

function PromisesPanel({ promises }: Pick<ScreeningPageProps, 'promises'>) {
  return (
    <Panel title="承诺变化">
      <p className="mb-2 text-sm text-grey-600">看过结果以后改动的数，提交委员会时一并说明。</p>
      <ul className="space-y-2">
        {promises.map(({ at, by, changes, before, after }) => (
          <li key={at.getTime()}>
            {businessDay(at)} {by}：
            {changes
              .map(({ field, from, to }) => {
                const { label, unit } = PROPOSAL_FIELDS[field]
                const text = (value: number | null) => (value === null ? '不填' : formatNumber(value, 4))
                return `${label} ${text(from)} → ${text(to)} ${unit}`.trim()
              })
              .join('；')}
            <span className="block text-sm text-grey-600">
              结论 {VERDICT_NAMES[before.verdict]} → {VERDICT_NAMES[after.verdict]}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function ConcludePanel({ version, state, evaluation, exceptions }: ScreeningPageProps) {
  const missed = evaluation.criteria.filter((one) => one.status === 'fail' && one.threshold !== null && !one.exception)
  if (state === 'concluded') {
    return (
      <Panel title="结论已出具">
        <IntentForm intent="reopen" label="重开" version={version}>
          <Field label="重开的原因" name="reason" className="w-full sm:w-80">
            <Input autoComplete="off" />
          </Field>
        </IntentForm>
      </Panel>
    )
  }
  return (
    <Panel title="出具结论">
      <div className="grid gap-4">
        {missed.length > 0 && (
          <p className="text-sm text-grey-600">有标准不达标、经同意放行的，先逐项登记一事一议，结论随之重判。</p>
        )}
        {missed.length > 0 && (
          <IntentForm intent="allow" label="一事一议放行" version={version}>
            <Field label="哪一项" name="missed" className="w-full sm:w-64">
              <Select options={missed.map((one) => ({ value: keyOf(one), label: missedWords(one) }))} />
            </Field>
            <Field label="谁同意" name="allowedBy" className="w-full sm:w-40">
              <Input autoComplete="off" />
            </Field>
            <Field label="理由" name="reason" className="w-full sm:w-72">
              <Input autoComplete="off" />
            </Field>
            <Field label="文号" name="document" className="w-full sm:w-40">
              <Input autoComplete="off" />
            </Field>
          </IntentForm>
        )}
        {exceptions.map((one) => (
          <IntentForm
            key={exceptionKey(one)}
            intent="withdraw"
            label={`取消“${labelOf(evaluation, one)}”的一事一议（${one.by}：${one.reason}）`}
            version={version}
            hidden={{ missed: exceptionKey(one) }}
          />
        ))}
        <IntentForm intent="conclude" label="出具结论" version={version} tone="primary">
          <Field label="说明" name="note" className="w-full sm:w-96">
            <Textarea rows={2} />
          </Field>
        </IntentForm>
        <p className="text-sm text-grey-600">
          出具后不能再改数，项目档案的前置条件“项目预审已完成”随之满足。资料不全的不能出具。
        </p>
      </div>
    </Panel>
  )
}

const keyOf = ({ ruleSet, id }: CriterionResult) => exceptionKey({ ruleSet, criterion: id })
const missedWords = (one: CriterionResult) => `${one.label} ${demandWords(one)}`
const labelOf = ({ criteria }: Evaluation, { ruleSet, criterion }: Exception) =>
  criteria.find((one) => one.ruleSet === ruleSet && one.id === criterion)?.label ?? criterion

function DossierPanel({ inputs, dossier }: { inputs: ScreeningInputs; dossier: Partial<Dossier> }) {
  const numbers = keysOf(PROPOSAL_FIELDS).flatMap((name) => {
    const value = inputs[name]
    const { label, unit } = PROPOSAL_FIELDS[name]
    return value === undefined ? [] : [{ label, value: inUnit(formatNumber(value, 4), unit) }]
  })
  const texts = dossierLines(dossier).map((line) => ({ ...line, wide: line.value.length > 20 }))
  const found = dueDiligenceLines(dossier)
  return (
    <>
      <Panel title="填报的数">
        {numbers.length > 0 ? <KeyValue items={[...numbers, ...texts]} columns={3} /> : '还没有填'}
      </Panel>
      {found.length > 0 && (
        <Panel title="尽职调查">
          <KeyValue
            columns={2}
            items={found.map(({ label, value, source, on }) => ({
              label,
              value,
              note: `${source}，${on}`,
            }))}
          />
        </Panel>
      )}
    </>
  )
}

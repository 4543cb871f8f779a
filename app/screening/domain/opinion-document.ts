import type { Block, WrittenDocument } from '~/shared/document'
import { businessDay, type Day } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { REVIEW_LEVEL_NAMES } from './energy/review'
import type { CriterionResult, EnergyResult, Evaluation, Exception } from './evaluation/evaluate'
import {
  actualWords,
  changeWords,
  criteriaByRuleSet,
  demandWords,
  inUnit,
  marginWords,
  scoreWords,
  STATUS_NAMES,
} from './evaluation/words'
import { PROPOSAL_FIELDS } from './fields'
import type { ScreeningInputs } from './inputs'
import { DECISION_NAMES, type Decision } from './meetings/meeting'
import {
  CONDITION_STATE_NAMES,
  OPINION_ANSWER_NAMES,
  OPINION_STATE_NAMES,
  type ConditionState,
  type OpinionAnswer,
  type OpinionState,
} from './opinions/opinion'
import type { ChangedPromise } from './promises'
import { SCOPE_NAMES, SUPPLY_BY_CLASS, VERDICT_NAMES, type RuleSet } from './rules/rule-set'
import { dossierLines, dueDiligenceLines, STATE_NAMES, type Dossier, type ScreeningState } from './screening'

interface PrintedCondition {
  text: string
  unit: { name: string }
  dueOn: Day | null
  state: ConditionState
}

interface PrintedOpinion {
  unit: { name: string }
  state: OpinionState
  answer: OpinionAnswer | null
  text: string | null
  recusalReason: string | null
  answeredOn: Day | null
  conditions: readonly PrintedCondition[]
}

interface PrintedDecision {
  meeting: { name: string; heldOn: Day }
  decision: Decision | null
  note: string | null
  conditions: readonly PrintedCondition[]
}

export interface OpinionFrame {
  project: { name: string }
  number: number
  state: ScreeningState
  inputs: ScreeningInputs
  dossier: Partial<Dossier>
  ruleSets: readonly RuleSet[]
  exceptions: readonly (Exception & { document: string | null })[]
  evaluation: Evaluation
  promises: readonly ChangedPromise[]
  opinions: readonly PrintedOpinion[]
  decisions: readonly PrintedDecision[]
  on: string
  county: string
  person: string
  today: string
}

/** 综合预审意见书: what was judged by which rules, what departments said, and what was decided. */
export function opinionDocument(frame: OpinionFrame): WrittenDocument {
  const { project, number, state, evaluation, county, person, today } = frame
  return {
    title: '综合预审意见书',
    note: `${county}　${project.name}　第 ${number} 次预审（${STATE_NAMES[state]}）　${today} ${person}`,
    blocks: numbered([
      heading('结论'),
      text(verdictText(frame)),
      heading('方案'),
      { kind: 'table', widths: [45, 40, 45, 40], head: ['', '', '', ''], rows: paired(proposalCells(frame)) },
      heading('逐项'),
      ...criteriaTables(evaluation),
      ...energyBlocks(evaluation),
      ...changeBlocks(frame),
      ...promiseBlocks(frame),
      ...diligenceBlocks(frame),
      ...departmentBlocks(frame),
      ...decisionBlocks(frame),
      heading('签署'),
      { kind: 'table', widths: [57, 57, 56], head: ['承办', '审核', '签发'], rows: [['\n\n', '\n\n', '\n\n']] },
    ]),
  }
}

const heading = (words: string): Block => ({ kind: 'heading', text: words })

const NUMERALS = [...'一二三四五六七八九十']

/** With its headings counted: which there are depends on what was said. */
function numbered(blocks: readonly Block[]): Block[] {
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  return blocks.map((block) =>
    block.kind === 'heading' ? heading(`${NUMERALS[headings.indexOf(block)]}、${block.text}`) : block,
  )
}

const text = (words: string): Block => ({ kind: 'text', text: words })

function verdictText({ evaluation, ruleSets, exceptions, on }: OpinionFrame): string {
  const { verdict, class: efficiency, criteria } = evaluation
  const score = scoreWords(evaluation)
  const allowed = exceptions.map(({ ruleSet, criterion, by, reason, document }) => {
    const label = criteria.find((one) => one.ruleSet === ruleSet && one.id === criterion)?.label ?? criterion
    return `“${label}”一事一议：${[by, document, reason].filter(Boolean).join('，')}。`
  })
  return [
    `按${ruleSets.map(({ name }) => `《${name}》`).join('、')}（${on}）判定：${VERDICT_NAMES[verdict]}${score ? `，${score}` : ''}。`,
    efficiency && `预期亩均效益 ${efficiency} 类，${SUPPLY_BY_CLASS[efficiency]}。`,
    ...allowed,
  ]
    .filter(Boolean)
    .join('\n')
}

function proposalCells({ inputs, dossier }: OpinionFrame): [string, string][] {
  const numbers = keysOf(PROPOSAL_FIELDS).flatMap((name): [string, string][] => {
    const value = inputs[name]
    const { label, unit } = PROPOSAL_FIELDS[name]
    return value === undefined ? [] : [[label, inUnit(formatNumber(value, 4), unit)]]
  })
  const industry: [string, string][] = inputs.industryCode ? [['行业代码', inputs.industryCode]] : []
  return [...numbers, ...industry, ...dossierLines(dossier).map(({ label, value }): [string, string] => [label, value])]
}

/** Pairs of name and value, two pairs a row. */
function paired(cells: readonly [string, string][]): string[][] {
  return cells.flatMap((cell, at) => (at % 2 === 0 ? [[...cell, ...(cells[at + 1] ?? ['', ''])]] : []))
}

function criteriaTables({ criteria }: Evaluation): Block[] {
  return criteriaByRuleSet(criteria).flatMap((group): Block[] => {
    const [first] = group
    if (!first) return []
    return [
      text(`${SCOPE_NAMES[first.scope]}：${first.source}${first.toBeVerified ? '（待核）' : ''}`),
      {
        kind: 'table',
        widths: [52, 34, 34, 28, 22],
        head: ['标准', '要求', '实际', '余量', '结果'],
        rows: group.map((one) => [
          one.label,
          demandWords(one),
          actualWords(one),
          marginWords(one),
          one.exception ? '一事一议' : STATUS_NAMES[one.status],
        ]),
      },
    ]
  })
}

function energyBlocks({ energy, limits }: Evaluation): Block[] {
  const products = limits.map(
    ({ because, level, toBeVerified }) =>
      `${because}${level === null ? '' : `，达到 ${level} 级`}${toBeVerified ? '（待核）' : ''}。`,
  )
  const lines = [...(energy ? energyLines(energy) : []), ...products]
  return lines.length > 0 ? [heading('项目能耗'), text(lines.join('\n'))] : []
}

function energyLines(energy: EnergyResult): string[] {
  const { tceCalorific, tcePrimary, co2T, reviewDetail } = energy
  const co2 = co2T === null ? '排放因子不全' : `${formatNumber(co2T)} 吨`
  const used = `年综合能耗 ${formatNumber(tceCalorific)} 吨标准煤（当量值）、${formatNumber(tcePrimary)} 吨（等价值），二氧化碳 ${co2}。`
  const review = reviewDetail
    ? `节能审查：${REVIEW_LEVEL_NAMES[reviewDetail.level]}${reviewDetail.carbonEvaluation ? '，同时作碳排放评价' : ''}。${reviewDetail.because}。依据：${reviewDetail.source}${reviewDetail.toBeVerified ? '（待核）' : ''}。`
    : ''
  return [used, review].filter(Boolean)
}

function changeBlocks({ evaluation, inputs }: OpinionFrame): Block[] {
  const { changes, criteria, missing } = evaluation
  const sets = changes.map((set, at) => `${at + 1}. ${set.map((change) => changeWords(change, inputs)).join('；')}。`)
  const open = criteria.filter(({ status }: CriterionResult) => status === 'unknown').map(({ label }) => label)
  if (sets.length === 0 && missing.length === 0) return []
  return [
    heading('建议'),
    text(
      [
        sets.length > 0 ? `以下任一组改动即可整体符合：\n${sets.join('\n')}` : '',
        open.length > 0 ? `资料不全、尚未判定：${[...new Set(open)].join('、')}。` : '',
      ]
        .filter(Boolean)
        .join('\n'),
    ),
  ]
}

function promiseBlocks({ promises }: OpinionFrame): Block[] {
  if (promises.length === 0) return []
  return [
    heading('承诺变化'),
    {
      kind: 'table',
      widths: [40, 90, 40],
      head: ['何时、何人', '改动', '结论'],
      rows: promises.map(({ at, by, changes, before, after }) => [
        `${businessDay(at)} ${by}`,
        changes
          .map(({ field, from, to }) => {
            const { label, unit } = PROPOSAL_FIELDS[field]
            const words = (value: number | null) => (value === null ? '不填' : formatNumber(value, 4))
            return `${label} ${words(from)} → ${words(to)} ${unit}`.trim()
          })
          .join('\n'),
        `${VERDICT_NAMES[before.verdict]} → ${VERDICT_NAMES[after.verdict]}`,
      ]),
    },
  ]
}

function diligenceBlocks({ dossier }: OpinionFrame): Block[] {
  const rows = dueDiligenceLines(dossier).map(({ label, value, source, on }) => [label, value, source, on])
  if (rows.length === 0) return []
  return [
    heading('尽职调查'),
    { kind: 'table', widths: [36, 68, 40, 26], head: ['事项', '内容', '出处', '查询日期'], rows },
  ]
}

const conditionLines = (conditions: readonly PrintedCondition[]): string[] =>
  conditions.map(
    ({ text: words, unit, dueOn, state }) =>
      `条件：${words}（${[unit.name, dueOn && `${dueOn} 前`, CONDITION_STATE_NAMES[state]].filter(Boolean).join('，')}）`,
  )

function departmentBlocks({ opinions }: OpinionFrame): Block[] {
  if (opinions.length === 0) return []
  return [
    heading('部门意见'),
    {
      kind: 'table',
      widths: [38, 28, 78, 26],
      head: ['部门', '意见', '内容', '答复日期'],
      rows: opinions.map(({ unit, state, answer, text: words, recusalReason, answeredOn, conditions }) => [
        unit.name,
        state === 'answered' && answer ? OPINION_ANSWER_NAMES[answer] : OPINION_STATE_NAMES[state],
        [words, recusalReason, ...conditionLines(conditions)].filter(Boolean).join('\n'),
        answeredOn ?? '',
      ]),
    },
  ]
}

/** What was decided about the project; what is only on an agenda is nothing yet. */
function decisionBlocks({ decisions }: OpinionFrame): Block[] {
  const rows = decisions.flatMap(({ meeting, decision, note, conditions }) =>
    decision
      ? [
          [
            meeting.name,
            DECISION_NAMES[decision],
            [note, ...conditionLines(conditions)].filter(Boolean).join('\n'),
            meeting.heldOn,
          ],
        ]
      : [],
  )
  if (rows.length === 0) return []
  return [
    heading('会议决定'),
    { kind: 'table', widths: [46, 24, 74, 26], head: ['会议', '决定', '说明和条件', '日期'], rows },
  ]
}

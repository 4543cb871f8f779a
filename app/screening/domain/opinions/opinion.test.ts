import { expect, test } from 'vitest'
import { opinionTemplates, readOpinionLine } from '~/settings/domain/opinion-templates'
import { RULES } from '~/settings/domain/rules'
import { parseInput } from '~/shared/input'
import { refusal } from '~test/refusal'
import { answersOpinion, closesCondition } from './rights'
import { askInput, conditionChanges, conditionState, opinionInput, opinionState } from './opinion'

const UNIT = '01234567-89ab-7def-8123-456789abcdef'
const paths = async (parse: () => unknown) =>
  (await refusal(Promise.resolve().then(parse))).errors.map(({ path }) => path)

test.each([
  ['agree', null, null, []],
  ['conditional', null, null, ['conditions']],
  ['conditional', null, '取得排污指标', []],
  ['agree', null, '取得排污指标', ['conditions']],
  ['disagree', null, null, ['text']],
  ['disagree', '不在化工园区内', null, []],
  [null, null, null, ['answer']],
])('opinion %s with text %s and conditions %s lacks %j', async (answer, text, conditions, lacks) => {
  const given = { answer, text, conditions }
  if (lacks.length === 0) expect(opinionInput.parse(given).answer).toBe(answer)
  else expect(await paths(() => parseInput(opinionInput, given))).toEqual(lacks)
})

test('the last day is in time still, an answer ends the clock, and so does 回避', () => {
  const asked = { answer: null, recused: false, due: '2026-03-06' }
  const states = ['2026-03-06', '2026-03-07'].map((today) => opinionState(asked, today))
  expect(states).toEqual(['waiting', 'overdue'])
  expect(opinionState({ ...asked, answer: 'agree' }, '2026-04-01')).toBe('answered')
  expect(opinionState({ ...asked, recused: true }, '2026-04-01')).toBe('recused')
})

test('only ticked rows are asked, each with its unit, question and days', async () => {
  const row = { ask: 'on', unitId: UNIT, question: '是否可行', workingDays: '5' }
  const blank = { unitId: null, question: null, workingDays: null }
  expect(parseInput(askInput, { asks: [row, blank] })).toEqual([{ unitId: UNIT, question: '是否可行', workingDays: 5 }])
  expect(await paths(() => parseInput(askInput, { asks: [blank] }))).toEqual(['asks'])
  expect(await paths(() => parseInput(askInput, { asks: [row, row] }))).toEqual(['asks'])
  expect(await paths(() => parseInput(askInput, { asks: [{ ...blank, ask: 'on' }] }))).toEqual([
    'asks.0.unitId',
    'asks.0.question',
    'asks.0.workingDays',
  ])
})

test('an opinion written anew keeps the conditions with the same words, and those that are closed', () => {
  const known = [
    { id: '1', text: '甲', closed: false },
    { id: '2', text: '乙', closed: false },
    { id: '3', text: '丙', closed: true },
  ]
  expect(conditionChanges(known, ['甲', '丁'])).toEqual({ added: ['丁'], dropped: [known[1]] })
})

test('a condition without a last day is never overdue', () => {
  expect(conditionState({ closedOn: null, dueOn: null }, '2030-01-01')).toBe('open')
  expect(conditionState({ closedOn: null, dueOn: '2026-01-01' }, '2026-01-02')).toBe('overdue')
  expect(conditionState({ closedOn: '2026-01-03', dueOn: '2026-01-01' }, '2026-01-04')).toBe('closed')
})

test('the asked unit and the office answer, never who recused themselves; who made a condition closes it', () => {
  const actor = (role: 'reviewer' | 'bureau', unitId: string, userId = 'me') => ({
    userId,
    login: 'x',
    name: 'x',
    unitId,
    teamIds: [],
    roles: [role],
  })
  const request = { unitId: 'asked', recusedUserIds: ['gone'] }
  expect(answersOpinion(actor('reviewer', 'asked'), request)).toBe(true)
  expect(answersOpinion(actor('reviewer', 'other'), request)).toBe(false)
  expect(answersOpinion(actor('bureau', 'other'), request)).toBe(true)
  expect(answersOpinion(actor('reviewer', 'asked', 'gone'), request)).toBe(false)
  expect(closesCondition(actor('reviewer', 'maker'), { unitId: 'doer', madeByUnitId: 'maker' })).toBe(true)
  expect(closesCondition(actor('reviewer', 'doer'), { unitId: 'doer', madeByUnitId: 'maker' })).toBe(false)
  expect(closesCondition(actor('reviewer', 'doer'), { unitId: 'doer', madeByUnitId: null })).toBe(false)
})

test('a template line names template, department, working days and question', () => {
  expect(readOpinionLine('一般项目 | 税务局 | 3 | 税收测算是否合理')).toEqual({
    template: '一般项目',
    unit: '税务局',
    workingDays: 3,
    question: '税收测算是否合理',
  })
  expect(readOpinionLine('一般项目｜税务局｜5个工作日｜核税')?.workingDays).toBe(5)
  for (const line of ['税务局', '甲 | 乙 | 0 | 丙', '甲 | 乙 | 61 | 丙', '甲 | 乙 | 3 |'])
    expect(readOpinionLine(line)).toBeNull()
  const { lines } = RULES.opinionTemplates.preset
  expect(RULES.opinionTemplates.schema.safeParse({ lines }).success).toBe(true)
  expect(RULES.opinionTemplates.schema.safeParse({ lines: `${lines.join('\n')}\n${lines[0]}` }).success).toBe(false)
  expect([...opinionTemplates(lines).keys()]).toEqual(['一般项目', '化工项目', '租用厂房'])
})

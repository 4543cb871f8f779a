import { expect, test } from 'vitest'
import { parseLandState, parseProgress, parseStartFlag } from './flags'

test.each(['是', '已开工', '√', ' √ ', '已动工', '在建', '是。'])('%s means started', (text) => {
  expect(parseStartFlag(text).value).toBe(true)
})

test.each(['否', '未开工', '手续办理中', '×', 'X', '', '/', '正在办理手续', '尚未开工'])('"%s" means not started', (text) => {
  expect(parseStartFlag(text).value).toBe(false)
})

test('a start flag nobody can read is held back', () => {
  expect(parseStartFlag('差不多').notes[0]).toMatchObject({ code: 'flagUnknown', level: 'error' })
})

test.each([
  ['已供地', 'supplied'],
  ['已摘牌', 'supplied'],
  ['供地程序中', 'notYet'],
  ['拟供地', 'notYet'],
  ['未供地', 'notYet'],
  ['租赁厂房', 'rents'],
  ['技改零增地', 'ownLand'],
  ['再议', 'notYet'],
  ['已摘牌，正在办理不动产权证', 'supplied'],
  ['已供地，正在办理施工许可', 'supplied'],
  ['已完成供地，尚未开工', 'supplied'],
  ['已摘牌，待交地', 'supplied'],
  ['部分已供地', 'notYet'],
  ['已供地50亩，剩余待供', 'notYet'],
  ['未完成供地', 'notYet'],
  ['计划6月摘牌', 'notYet'],
])('供地情况 %s is %s', (text, kind) => {
  expect(parseLandState(text).value?.kind).toBe(kind)
})

test('land supplied in part is told', () => {
  expect(parseLandState('已供地50亩，剩余待供').notes.map((note) => note.code)).toEqual(['landPartlySupplied'])
})

test.each([
  ['在建', 'started'],
  ['已开工', 'started'],
  ['主体施工', 'started'],
  ['竣工', 'completed'],
  ['已投产', 'producing'],
  ['试生产', 'started'],
  ['已签约', 'signed'],
  ['签约', 'signed'],
  ['在谈', 'negotiating'],
  ['未开工', 'signed'],
  ['拟开工', null],
  ['预计年底投产', null],
  ['已终止', 'ended'],
  ['', null],
])('进度 %s speaks of %s', (text, stage) => {
  expect(parseProgress(text).stage).toBe(stage)
})

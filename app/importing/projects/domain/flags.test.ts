import { expect, test } from 'vitest'
import { parseLandState, parseProgress, parseStartFlag } from './flags'

test.each(['是', '已开工', '√', ' √ ', '已动工', '在建', '是。'])('%s means started', (text) => {
  expect(parseStartFlag(text).value?.started).toBe(true)
})

test.each(['否', '未开工', '手续办理中', '×', 'X', '', '/', '正在办理手续', '尚未开工'])(
  '"%s" means not started',
  (text) => {
    expect(parseStartFlag(text).value?.started).toBe(false)
  },
)

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
  ['正在办理施工许可证', 'signed'],
  ['施工图设计', 'signed'],
  ['施工图审查', 'signed'],
  ['计划2021年6月开工', null],
  ['拟于6月底前开工', null],
  ['力争年内开工', null],
  ['确保6月开工', null],
  ['土地平整，计划下月开工', null],
  ['具备开工条件', null],
  ['不具备开工条件', null],
  ['等待开工', null],
  ['准备进场施工', null],
  ['正在开工前准备', null],
  ['筹备建设中', null],
  ['年内可竣工', null],
  ['正在施工招标', null],
  ['项目主体已明确', null],
  ['尚未正式开工', 'signed'],
  ['未施工', 'signed'],
  ['开工手续办理中', 'signed'],
  ['投资主体公司已注册', 'signed'],
  ['已签约，正在进行用地报批', 'signed'],
  ['已签约，达产后年税收500万元', 'signed'],
  ['未签约', null],
  ['项目投产后年产值5亿元', null],
  ['洽谈中，项目投产后年产值5亿元', 'negotiating'],
  ['设备安装合同已签', null],
  ['环评已取消', null],
  ['手续齐全已开工', 'started'],
  ['已取得施工许可证并开工', 'started'],
  ['前期手续已办结，正在施工', 'started'],
  ['2021年5月10日开工', 'started'],
  ['主体封顶', 'started'],
  ['主体工程施工中', 'started'],
  ['设备安装', 'started'],
  ['一期厂房基础施工', 'started'],
  ['停工后已复工', 'started'],
  ['去年停工，现已复工', 'started'],
  ['停工，计划复工', 'suspended'],
  ['停工待料', 'suspended'],
  ['因企业不愿投资终止', 'ended'],
  ['项目已取消', 'ended'],
  ['取消限电后正常生产', 'producing'],
  ['竣工验收后投产', 'producing'],
  ['一期已投产，二期拟开工', 'producing'],
  ['达产达效', 'onTarget'],
])('进度 %s speaks of %s', (text, stage) => {
  expect(parseProgress(text).stage).toBe(stage)
})

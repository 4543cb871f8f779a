import { expect, test } from 'vitest'
import { headerWords } from '../../tables/domain/columns'
import { PROJECT_COLUMNS } from './columns'

const words = headerWords(PROJECT_COLUMNS)

test.each([
  ['签约时间', 'signedOn'],
  ['合同签订时间', 'signedOn'],
  ['正式签约日期', 'signedOn'],
  ['预计签约时间', undefined],
  ['拟签约日期', undefined],
  ['计划签约时间', undefined],
  ['意向签约时间', undefined],
  ['框架协议签订时间', undefined],
  ['实际开工时间', 'startedOn'],
  ['项目开工日期', 'startedOn'],
  ['计划开工时间', 'plannedStart'],
  ['约定开工时间', 'plannedStart'],
  ['合同约定开工时间', 'plannedStart'],
  ['承诺开工时间', 'plannedStart'],
  ['要求开工时间', 'plannedStart'],
  ['应开工时间', 'plannedStart'],
  ['最迟开工日期', 'plannedStart'],
  ['竣工时间', 'completedOn'],
  ['计划竣工时间', undefined],
  ['约定竣工时间', undefined],
  ['预计投产时间', undefined],
])('a column headed %s tells %s', (header, field) => {
  expect(words.match(header)?.column).toBe(field)
})

test.each([
  [['计划', '开工时间'], 'plannedStart'],
  [['计划时间', '投产时间'], undefined],
  [['框架协议', '签订时间'], undefined],
  [['实际', '开工时间'], 'startedOn'],
  [['签约', '时间'], 'signedOn'],
  [['拟建项目情况', '签约时间'], 'signedOn'],
])('a column under %j tells %s', (path, field) => {
  expect(words.matchPath(path)?.column).toBe(field)
})

import { expect, test } from 'vitest'
import { isBlankText } from './blank-text'

test.each([
  '',
  ' ',
  '-'.repeat(13),
  '—'.repeat(40),
  '／／',
  '- '.repeat(20),
  '　'.repeat(30),
  '无',
  '暂 无',
  `${' '.repeat(20)}无\n`,
  'Ｎ／Ａ',
  'NULL',
])('%j says nothing, however long it is', (text) => expect(isBlankText(text)).toBe(true))

test.each(['0', '无锡', '无纺布项目', '---1', `${'-'.repeat(20)}见附件`, '无'.repeat(13)])(
  '%j says something',
  (text) => expect(isBlankText(text)).toBe(false),
)

import { expect, test } from 'vitest'
import { contentDisposition, safeFileName } from './file-names'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\台账\\2020年签约项目.xlsx', '2020年签约项目.xlsx'],
  ['..', '未命名文件'],
  ['', '未命名文件'],
  [undefined, '未命名文件'],
  ['合同\u0000.pdf', '合同.pdf'],
  ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
  ['照片\u202egpj.exe', '照片gpj.exe'],
  ['.htaccess', 'htaccess'],
  ['a<b>"c".pdf', 'a_b__c_.pdf'],
])('the name %j is kept as %j', (given, kept) => {
  expect(safeFileName(given)).toBe(kept)
})

test('a long name is cut before its extension', () => {
  const name = safeFileName(`${'长'.repeat(300)}.xlsx`)
  expect([...name]).toHaveLength(120)
  expect(name.endsWith('.xlsx')).toBe(true)
})

test('a Chinese name is sent in UTF-8 and as ASCII for old readers', () => {
  expect(contentDisposition('attachment', '合同 (1).pdf')).toBe(
    `attachment; filename="__ (1).pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%281%29.pdf`,
  )
})

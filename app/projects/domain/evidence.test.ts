import { expect, test } from 'vitest'
import { evidenceFault, evidenceHold } from './evidence'

test.each([
  ['现场.JPG', 'image/jpeg'],
  ['现场.heic', 'image/heif'],
  ['合同.pdf', 'application/pdf'],
  ['合同.doc', 'application/x-cfb'],
  ['合同.wps', 'application/x-cfb'],
  ['清单.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['批复.ofd', 'application/zip'],
])('%s that is %s may be evidence', (name, mediaType) => {
  expect(evidenceFault(name, mediaType)).toBeNull()
})

test.each([
  ['virus.exe', 'application/x-msdownload'],
  ['材料.zip', 'application/zip'],
  ['材料.rar', 'application/x-rar-compressed'],
  ['说明.txt', undefined],
  ['图.svg', 'image/svg+xml'],
  ['没有后缀', 'application/pdf'],
  ['.constructor', undefined],
])('%s may not, and what may is named', (name, mediaType) => {
  expect(evidenceFault(name, mediaType)).toContain('只接受照片、PDF')
})

test.each([
  ['virus.pdf', 'application/x-msdownload'],
  ['说明.pdf', undefined],
  ['照片.png', 'image/jpeg'],
  ['清单.xlsx', 'application/zip'],
])('%s whose bytes are %s is refused as what it is not', (name, mediaType) => {
  expect(evidenceFault(name, mediaType)).toContain(`“${name}”的内容不是`)
})

test('evidence of a verified stage or of a guard fact stays', () => {
  expect(evidenceHold({ verified: false, ofGuardFact: false })).toBeNull()
  expect(evidenceHold({ verified: true, ofGuardFact: false })).toContain('已认定')
  expect(evidenceHold({ verified: false, ofGuardFact: true })).toContain('前置条件')
})

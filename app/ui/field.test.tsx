import { expect, test } from 'vitest'
import { RadioGroup } from './choice'
import { DayInput } from './day-field'
import { Field } from './field'
import { FileDrop } from './file-drop'
import { Input, NumberInput, Textarea } from './input'
import { attributeOf, rendered, tagWith } from '~test/rendered'
import { SearchSelect } from './search-select'
import { Select } from './select'

const options = [
  { value: 'a', label: '甲' },
  { value: 'b', label: '乙' },
]

test.each([
  ['Input', <Input key="" />],
  ['NumberInput', <NumberInput key="" unit="万元" />],
  ['Textarea', <Textarea key="" />],
  ['Select', <Select key="" options={options} />],
  ['SearchSelect', <SearchSelect key="" options={options} />],
  ['DayInput', <DayInput key="" />],
  ['FileDrop', <FileDrop key="" />],
])('%s in a field is named by its label and described by its error and hint', (_, control) => {
  const html = rendered(
    <Field label="名称" name="title" hint="写全称" error="必填">
      {control}
    </Field>,
  )
  const tag = tagWith(html, 'name="title"')
  expect(attributeOf(tag, 'aria-invalid')).toBe('true')
  expect(html).toContain(`for="${attributeOf(tag, 'id')}"`)
  const [error, hint] = attributeOf(tag, 'aria-describedby')!.split(' ')
  expect(tagWith(html, `id="${error}"`)).toMatch(/^<p/)
  expect(tagWith(html, `id="${hint}"`)).toMatch(/^<p/)
})

test('a required field says so in words and leaves the check to the server', () => {
  const html = rendered(
    <Field label="名称" name="title" required>
      <Input />
    </Field>,
  )
  const tag = tagWith(html, 'name="title"')
  expect(tag).toContain('aria-required="true"')
  expect(tag).not.toMatch(/\srequired/)
  expect(html).toContain('（必填）')
})

test('radio buttons stand under a legend and keep the choice in the served HTML', () => {
  const html = rendered(<RadioGroup label="方式" name="kind" options={options} defaultValue="b" error="请选择" />)
  expect(html).toContain('<legend')
  expect(tagWith(html, 'value="b"')).toContain('checked')
  expect(tagWith(html, 'value="a"')).not.toContain('checked')
  expect(tagWith(html, '<fieldset')).toContain('aria-describedby')
})

test('a searchable select is served as a native select with its choice made', () => {
  const html = rendered(<SearchSelect name="unit" options={options} defaultValue="b" />)
  expect(html).not.toContain('combobox')
  expect(tagWith(html, 'value="b"')).toContain('selected')
})

test('what a user typed is never markup', () => {
  const html = rendered(
    <Field label="名称" error="<script>alert(1)</script>">
      <Input defaultValue={'"><script>'} />
    </Field>,
  )
  expect(html).not.toContain('<script>')
})

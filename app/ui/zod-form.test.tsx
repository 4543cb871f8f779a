import { expect, test } from 'vitest'
import { z } from 'zod'
import { Checkbox } from './choice'
import { Field } from './field'
import { Input } from './input'
import { attributeOf, rendered, tagWith } from '~test/rendered'
import { Select } from './select'
import { ZodForm, useZodForm } from './zod-form'

const schema = z.object({ title: z.string().min(2), size: z.string(), secret: z.string().nullish() })

function Sample({ reply, values }: { reply?: unknown; values?: object }) {
  const form = useZodForm(schema, { reply, values })
  return (
    <ZodForm form={form} action="/things">
      <Field label="名称" name="title">
        <Input {...form.register('title')} />
      </Field>
      <Field label="大小" name="size">
        <Select
          {...form.register('size')}
          options={[
            { value: 's', label: '小' },
            { value: 'l', label: '大' },
          ]}
        />
      </Field>
      <Checkbox label="保密" {...form.registerCheck('secret')} />
    </ZodForm>
  )
}

test('the served form posts to its action and holds the starting values', () => {
  const html = rendered(<Sample values={{ title: '旧名', size: 'l', secret: true }} />)
  const form = tagWith(html, '<form')
  expect(attributeOf(form, 'method')).toBe('post')
  expect(attributeOf(form, 'action')).toBe('/things')
  expect(form).toContain('novalidate')
  expect(attributeOf(tagWith(html, 'name="title"'), 'value')).toBe('旧名')
  expect(tagWith(html, 'value="l"')).toContain('selected')
  expect(tagWith(html, 'name="secret"')).toContain('checked')
})

test('after a refusal the served form keeps what was typed and says what is wrong, above and at the field', () => {
  const reply = {
    message: '没有保存',
    errors: [
      { path: 'title', code: 'taken', message: '已有同名的' },
      { path: '', code: 'closed', message: '已截止' },
    ],
    values: { title: '新名', size: 's' },
  }
  const html = rendered(<Sample reply={reply} values={{ title: '旧名', size: 'l' }} />)
  const title = tagWith(html, 'name="title"')
  expect(attributeOf(title, 'value')).toBe('新名')
  expect(attributeOf(title, 'aria-invalid')).toBe('true')
  expect(html).toContain(`href="#${attributeOf(title, 'id')}"`)
  expect(html).toContain('role="alert"')
  expect(html).toContain('没有保存')
  expect(html).toContain('已截止')
})

test('a message that stands at a field is not said a third time above the list', () => {
  const html = rendered(
    <Sample reply={{ message: '已有同名的', errors: [{ path: 'title', code: 'taken', message: '已有同名的' }] }} />,
  )
  expect(html.split('已有同名的')).toHaveLength(3)
  expect(html).toContain('有内容需要修改')
})

test('an action that answers something else is no refusal', () => {
  expect(rendered(<Sample reply={{ ok: true }} />)).not.toContain('role="alert"')
})

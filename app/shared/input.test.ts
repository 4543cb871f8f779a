import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from './errors'
import { parseInput } from './input'

test('what does not pass is answered with a Chinese message at each field', () => {
  const schema = z.object({ name: z.string(), mu: z.coerce.number().positive().nullish(), kind: z.enum(['a', 'b']) })
  const refused = () => parseInput(schema, { name: null, mu: '-1', kind: 'c' })
  expect(refused).toThrow(AppError)
  try {
    refused()
  } catch (error) {
    expect(error).toMatchObject({
      errors: [
        { path: 'name', code: 'invalid_type', message: '必填' },
        { path: 'mu', code: 'too_small', message: '必须大于 0' },
        { path: 'kind', code: 'invalid_value', message: '请从给出的选项中选择' },
      ],
    })
  }
})

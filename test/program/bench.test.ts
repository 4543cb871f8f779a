import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Not what it measures, which depends on the machine, but that it measures: the lists answer, and an import is read. */
test('the bench measures the lists and an import', { timeout: 300_000 }, () => {
  const options = ['--projects', '300', '--requests', '1', '--rows', '60', '--plots', '60', '--only', '列表']
  const printed = execFileSync(process.execPath, ['test/bench/run.mjs', ...options], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const routes = printed.split('\n').filter((line) => /^(API|页面) /.test(line))
  expect(routes.length).toBeGreaterThan(15)
  for (const route of routes) expect(route).toMatch(/\s{2}\d/)
  expect(printed).toMatch(/导入 60 行台账，查重并提交/)
  expect(printed).toMatch(/导入 60 宗地块，查重叠并提交.*新建 60/)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exclusively, hold, holderOf } from './lock.js'

const unique = () => `test ${process.pid} ${Math.random()}`

test('the second to ask is told who holds the lock', async () => {
  const name = unique()
  const first = await hold(name, 'http://127.0.0.1:3000')
  const second = await hold(name, 'another')
  expect(second.holder).toMatchObject({ pid: process.pid, about: 'http://127.0.0.1:3000' })
  await first.release?.()
})

test('a lock of a killed process is free', async () => {
  const name = unique()
  const lock = fileURLToPath(new URL('lock.js', import.meta.url))
  const script = `const { hold } = await import(${JSON.stringify(lock)}); await hold(process.argv[1], 'child'); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, name])
  await once(child.stdout, 'data')
  expect((await holderOf(name))?.pid).toBe(child.pid)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { release } = await hold(name, 'next')
  expect(release).toBeDefined()
  await release?.()
})

test('those who wait for a lock take turns', async () => {
  const name = unique()
  let inside = 0
  let most = 0
  const visit = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 30))
    inside--
  }
  await Promise.all([1, 2, 3].map(() => exclusively(name, 'visit', visit)))
  expect(most).toBe(1)
})

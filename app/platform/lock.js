// Plain JavaScript, because the launcher uses it before anything is built.
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} since ISO moment
 * @property {string} about what it does, for a person
 *
 * @typedef {{ release: () => Promise<void>, holder?: undefined } | { release?: undefined, holder: Holder }} Hold
 */

/**
 * Takes a lock of this machine, or tells who holds it. The kernel frees it when the process ends, however it ends: it is
 * a listening socket (abstract on Linux, so no file is left behind) that answers with its holder.
 * @param {string} name
 * @param {string} about
 * @returns {Promise<Hold>}
 */
export async function hold(name, about) {
  const address = addressOf(name)
  const holder = { pid: process.pid, since: new Date().toISOString(), about }
  for (let attempt = 0; attempt < 50; attempt++) {
    const server = await listen(address, holder)
    if (server) return { release: () => new Promise((done) => server.close(() => done())) }
    const other = await holderOf(name)
    if (other) return { holder: other }
    // On Linux the holder has just gone. Elsewhere it may have left its socket file.
    if (!address.startsWith('\0')) await rm(address, { force: true })
    await sleep(20)
  }
  throw new Error(`The lock of ${name} can neither be taken nor asked.`)
}

/**
 * Runs `fn` alone among all processes that name the same lock; waits for its turn.
 * @template T
 * @param {string} name
 * @param {string} about
 * @param {() => Promise<T>} fn
 * @param {number} [timeoutMs]
 * @returns {Promise<T>}
 */
export async function exclusively(name, about, fn, timeoutMs = 300_000) {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const held = await hold(name, about)
    if (held.release) return fn().finally(held.release)
    if (Date.now() > deadline) throw new Error(`等待超时：${describeHolder(held.holder)}`)
    await sleep(50)
  }
}

/**
 * Who holds the lock now.
 * @param {string} name
 * @returns {Promise<Holder | undefined>}
 */
export function holderOf(name) {
  return new Promise((resolve) => {
    let text = ''
    const socket = net.connect(addressOf(name))
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (chunk) => (text += chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text))
      } catch {
        resolve(undefined)
      }
    })
  })
}

/** @param {Holder} holder */
export function describeHolder({ pid, since, about }) {
  const moment = new Date(since).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
  return `进程 ${pid}（${about}，自 ${moment} 起）`
}

/** @param {string} name */
function addressOf(name) {
  const id = `crm-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${id}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${id}`
  return path.join(os.tmpdir(), `${id}.sock`)
}

/**
 * @param {string} address
 * @param {Holder} holder
 * @returns {Promise<net.Server | undefined>}
 */
function listen(address, holder) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(holder))
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

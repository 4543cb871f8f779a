import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Holder {
  pid: number
  /** ISO moment */
  since: string
  /** what it does, for a person: "npm start, http://127.0.0.1:3000" */
  about: string
}

export type Hold = { release: () => Promise<void>; holder?: undefined } | { release?: undefined; holder: Holder }

/** Takes a lock of this machine, or tells who holds it. The kernel frees it when the process ends, however it ends:
 * it is a listening socket (abstract on Linux, so no file is left behind) that answers with its holder. */
export async function hold(name: string, about: string): Promise<Hold> {
  const address = addressOf(name)
  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), about }
  for (let attempt = 0; attempt < 20; attempt++) {
    const server = await listen(address, holder)
    if (server) return { release: () => new Promise((done) => server.close(() => done())) }
    const other = await ask(address)
    if (other) return { holder: other }
    // On Linux the holder has just gone. Elsewhere it may have left its socket file.
    if (!address.startsWith('\0')) await rm(address, { force: true })
    await sleep(20)
  }
  throw new Error(`The lock of ${name} can neither be taken nor asked.`)
}

/** Runs `fn` alone among all processes that name the same lock; waits for its turn. */
export async function exclusively<T>(name: string, about: string, fn: () => Promise<T>, timeoutMs = 120_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const held = await hold(name, about)
    if (held.release) return fn().finally(held.release)
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${describeHolder(held.holder)}.`)
    await sleep(50)
  }
}

export const describeHolder = ({ pid, since, about }: Holder) => `process ${pid} (${about}, since ${since})`

function addressOf(name: string): string {
  const id = `crm-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${id}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${id}`
  return path.join(os.tmpdir(), `${id}.sock`)
}

function listen(address: string, holder: Holder): Promise<net.Server | undefined> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(holder))
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

function ask(address: string): Promise<Holder | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = net.connect(address)
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (chunk) => (text += chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text) as Holder)
      } catch {
        resolve(undefined)
      }
    })
  })
}

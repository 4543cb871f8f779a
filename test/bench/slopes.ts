import path from 'node:path'
import { closeDatabase, useConnection } from '~/platform/database/client'
import { attachEmbedded } from '~/platform/database/embedded/attach'
import { withClient } from '~/platform/database/prepare'
import { businessDay } from '~/shared/day'
import { credentials } from './users'
import { buildOnce } from './data-set'
import { ms, print, quantile, table, timed } from './measure'
import type { BenchOptions } from './options'
import { benchRoutes } from './routes'
import { startProgram } from './server'

/** How the figures grow with the number of projects: p50 at each size, and the exponent between neighbours (1: in proportion). */
export async function slopes(options: BenchOptions, sizes: readonly number[], folder: string): Promise<void> {
  const measured: Map<string, number>[] = []
  for (const size of sizes) {
    const place = path.join(folder, String(size))
    await buildOnce(size, place, new Date())
    measured.push(await figuresAt(place, options))
  }
  const names = [...measured[0]!.keys()]
  const exponent = (name: string, at: number) =>
    (Math.log(measured[at]!.get(name)! / measured[at - 1]!.get(name)!) / Math.log(sizes[at]! / sizes[at - 1]!)).toFixed(
      2,
    )
  print(
    table([
      ['p50 ms', ...sizes.map((size) => `${size} 个`), ...sizes.slice(1).map((size) => `斜率至 ${size}`)],
      ...names.map((name) => [
        name,
        ...measured.map((times) => ms(times.get(name)!)),
        ...sizes.slice(1).map((_, at) => exponent(name, at + 1)),
      ]),
    ]),
  )
}

async function figuresAt(folder: string, { requests, only }: BenchOptions): Promise<Map<string, number>> {
  const now = new Date()
  const attached = await attachEmbedded(path.join(folder, 'database'))
  try {
    await useConnection(attached.connection)
    const program = await startProgram(folder)
    try {
      const headers = await credentials('bureau', now)
      const routes = await withClient(attached.connection.owner, (owner) => benchRoutes(owner, businessDay(now)))
      const times = new Map<string, number>()
      for (const { name, url } of routes.filter((route) => route.figure && route.name.includes(only))) {
        const taken = await timed(Math.min(requests, 20), async (at) => {
          const response = await fetch(program.address + url(at), { headers, redirect: 'manual' })
          await response.text()
          if (response.status !== 200) throw new Error(`${url(at)}: ${response.status}`)
        })
        times.set(name, quantile(taken, 0.5))
      }
      return times
    } finally {
      await program.stop()
    }
  } finally {
    await closeDatabase()
    await attached.release()
  }
}

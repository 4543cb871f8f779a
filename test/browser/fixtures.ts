import { test as base, expect } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'
import type { RoleId } from '~/auth/domain/actor'
import { DEMO_PASSWORD } from '~/seed/demo/county'

export { expect }

/** What Remix says when a click comes before its look ahead at the routes behind the page's links is done. */
export const cutOff = /^Failed to fetch manifest patches/

type Cookies = Parameters<BrowserContext['addCookies']>[0]

interface Fixtures {
  /** Signs the page's browser in as a demo role, without the form. */
  signIn: (role: RoleId) => Promise<void>
  /** Messages of the console that a test expects; any other error fails it. */
  tolerated: RegExp[]
  quiet: void
}

interface WorkerFixtures {
  /** One session a role and worker. */
  sessions: Map<RoleId, Cookies>
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  signIn: async ({ context, sessions, baseURL }, use) => {
    await use(async (role) => {
      const known = sessions.get(role)
      if (known) return context.addCookies(known)
      const answer = await context.request.post('/login', {
        form: { login: role, password: DEMO_PASSWORD, next: '/' },
        headers: { origin: baseURL! },
        maxRedirects: 0,
      })
      expect(answer.status(), `log-in as ${role}`).toBe(302)
      sessions.set(role, await context.cookies())
    })
  },

  tolerated: async ({}, use) => use([]),

  quiet: [
    async ({ page, tolerated }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && ![cutOff, ...tolerated].some((known) => known.test(message.text())))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use()
      expect(complaints, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

import { encode } from 'turbo-stream'
import { useSyncExternalStore } from 'react'
import type { FormReply } from '../form-reply'
import { formValues } from '../form-values'

/**
 * Why a request has no answer: the browser says it has no network; nothing answers; the server starts or a proxy in front
 * does not reach it; it answers again since; the session is over.
 */
export type RequestTrouble = 'offline' | 'unreachable' | 'restarting' | 'back' | 'signedOut'

/** A request of the pages that waits to be sent again; meanwhile the page stays as it is. */
export interface HeldRequest {
  trouble: RequestTrouble
  /** the key of the form that sent it; absent where a page was asked for */
  once?: string
  again(): void
  /** gives the form back to whoever typed it */
  giveUp(): void
}

declare global {
  interface Window {
    /** what Remix loads the code of routes by (remix.config.js) */
    loadCode: typeof loadCode
  }
}

/** The header by which the server says that it did nothing: the session had `ended`, or its `password` is to be changed. */
const SESSION = 'x-session'
const KEY = 'idempotency-key'
const LOOK_EVERY_MS = 3000
const STANDS_MS = 500

let held: readonly HeldRequest[] = []
const listeners = new Set<() => void>()

function setHeld(next: readonly HeldRequest[]): void {
  held = next
  for (const listener of listeners) listener()
}

export function useHeld(): readonly HeldRequest[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => held,
    () => NONE,
  )
}
const NONE: readonly HeldRequest[] = []

export interface Answered {
  pathname: string
  once?: string
  /** what was asked for is done */
  done: boolean
}

const answerListeners = new Set<(answer: Answered) => void>()

/** Hears of the answer to each form that is sent. Returns what ends the hearing. */
export function onAnswered(listener: (answer: Answered) => void): () => void {
  answerListeners.add(listener)
  return () => answerListeners.delete(listener)
}

/**
 * Stands between Remix and the network, because a request of Remix that fails takes the page down with it: one that got
 * no answer is held until it is sent again, the same to the letter, or given up.
 */
export function holdFailedRequests(): void {
  window.loadCode = loadCode
  const send = window.fetch.bind(window)
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (url.origin !== location.origin || input instanceof Request || !isOfPages(url, init)) return send(input, init)
    if (isForm(init)) return sendForm(send, url, init)
    return asItStands(url) ?? answered(send, url, init)
  }
  window.addEventListener('online', () => {
    for (const each of held) if (!each.once) each.again()
  })
}

/** Remix asks for routes ahead too, which nobody waits for: those requests have no signal. */
function isOfPages({ pathname }: URL, init?: RequestInit): boolean {
  return pathname.endsWith('.data') || (pathname === '/__manifest' && Boolean(init?.signal))
}

const isForm = (init?: RequestInit): init is RequestInit => (init?.method ?? 'GET') !== 'GET'

/** The key of a form goes ahead of it, in the header by which the API knows a request again. */
async function sendForm(send: typeof fetch, url: URL, init: RequestInit): Promise<Response> {
  const once = takeKey(init.body)
  const headers = new Headers(init.headers)
  if (once) headers.set(KEY, once)
  const response = await answered(send, url, { ...init, headers }, once)
  const pathname = url.pathname.replace(/\.data$/, '')
  const done = response.ok && !response.headers.has(SESSION)
  for (const listener of answerListeners) listener({ pathname, once, done })
  return isRemix(response) ? response : refusal(response.status, await response.text(), init.body)
}

function takeKey(body: RequestInit['body']): string | undefined {
  if (!(body instanceof FormData) && !(body instanceof URLSearchParams)) return undefined
  const once = body.get('once')
  body.delete('once')
  return typeof once === 'string' && once ? once : undefined
}

async function answered(send: typeof fetch, url: URL, init?: RequestInit, once?: string): Promise<Response> {
  for (;;) {
    const response = await send(url, init).catch((error: unknown) => {
      if (init?.signal?.aborted) throw error
    })
    const trouble = troubleOf(response, isForm(init))
    if (response && !trouble) return response
    if ((await hold(trouble ?? 'unreachable', once, init?.signal)) === 'giveUp')
      return refusal(503, '内容都在，接着填写，或再次提交', init?.body)
  }
}

function troubleOf(response: Response | void, isForm: boolean): RequestTrouble | undefined {
  if (!response) return navigator.onLine ? 'unreachable' : 'offline'
  if (isForm && response.headers.get(SESSION) === 'ended') return 'signedOut'
  // A form that the program itself refuses says why at its fields.
  return [502, 503, 504].includes(response.status) && !(isForm && isRemix(response)) ? 'restarting' : undefined
}

const isRemix = (response: Response) => response.headers.has('x-remix-response')

function hold(trouble: RequestTrouble, once?: string, signal?: AbortSignal | null): Promise<'again' | 'giveUp'> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      givenBackAt = Date.now()
      end('giveUp')
    }
    const entry: HeldRequest = { trouble, once, again: () => end('again'), giveUp }
    const looking = trouble === 'signedOut' ? undefined : setInterval(() => void lookAt(entry), LOOK_EVERY_MS)
    const leave = () => {
      clearInterval(looking)
      setHeld(held.filter((each) => each.again !== entry.again))
    }
    const end = (decision: 'again' | 'giveUp') => {
      leave()
      resolve(decision)
    }
    signal?.addEventListener('abort', () => {
      leave()
      reject(new DOMException('', 'AbortError'))
    })
    setHeld([...held, entry])
  })
}

/** What was asked for by a link comes by itself once there is an answer; a form is sent by whoever typed it. */
async function lookAt({ again, once }: HeldRequest): Promise<void> {
  const { status } = await fetch('/readyz').catch(() => ({ status: 0 }))
  if (status === 200 && !once) return again()
  const trouble: RequestTrouble =
    status === 200 ? 'back' : status ? 'restarting' : navigator.onLine ? 'unreachable' : 'offline'
  setHeld(held.map((each) => (each.again === again ? { ...each, trouble } : each)))
}

/**
 * Loads the code of a page. Remix would reload the page when it cannot, and without a network that ends in the browser's
 * own error; so it waits until the server answers. Throws what is wrong with the code itself, or that it is there no more.
 */
async function loadCode(url: string): Promise<unknown> {
  for (;;) {
    try {
      return await import(/* @vite-ignore */ url)
    } catch (error) {
      const response = await fetch(url, { cache: 'no-store' }).catch(() => undefined)
      const trouble = troubleOf(response, false)
      // The network is there again, or the code is none.
      if (!trouble) return response?.ok ? import(/* @vite-ignore */ url) : Promise.reject(error)
      await hold(trouble)
    }
  }
}

let givenBackAt = 0

/**
 * After each answer to a fetcher Remix loads the page once more. There is no use in that where a form was given back, and
 * without a session it would end at the log-in: what is on the page stands.
 */
function asItStands({ pathname }: URL): Promise<Response> | undefined {
  if (Date.now() - givenBackAt > STANDS_MS || pathname !== `${location.pathname}.data`) return undefined
  // Remix's own global: no hook of it is there for a request.
  // eslint-disable-next-line no-underscore-dangle
  const { matches, loaderData } = window.__remixRouter.state
  const page = Object.fromEntries(matches.map(({ route }) => [route.id, { data: loaderData[route.id] ?? null }]))
  return Promise.resolve(new Response(encode(page), { headers: { 'x-remix-response': 'yes' } }))
}

/** An answer as an action gives it to a form that it refuses. */
function refusal(status: number, message: string, body: RequestInit['body']): Response {
  const isFields = body instanceof FormData || body instanceof URLSearchParams
  const errors = [{ path: '', code: 'unavailable', message }]
  const data: FormReply = { message: '还没有提交', errors, values: isFields ? formValues(body) : {} }
  return new Response(encode({ data }), { status, headers: { 'x-remix-response': 'yes' } })
}

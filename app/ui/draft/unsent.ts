import { useSyncExternalStore } from 'react'

/** A form into which something was typed that is not sent yet. */
interface Unsent {
  /** it is on its way, so that leaving the page is what it is meant to do */
  sending: boolean
  /** writes the draft without waiting for a pause in typing */
  keep(): void
  giveUp(): void
}

const forms = new Map<HTMLFormElement, Unsent>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function changed(): void {
  for (const listener of listeners) listener()
}

export function setUnsent(form: HTMLFormElement, unsent: Unsent | undefined): void {
  if (unsent) forms.set(form, unsent)
  else forms.delete(form)
  changed()
}

const typingListeners = new Set<() => void>()

/** Hears of each change of a form. Returns what ends the hearing. */
export function onTyping(listener: () => void): () => void {
  typingListeners.add(listener)
  return () => typingListeners.delete(listener)
}

export function noteTyping(): void {
  for (const listener of typingListeners) listener()
}

/** Says that a form is being sent: it does not ask before it leaves. */
export function sendingForm(form: HTMLFormElement | null): void {
  const unsent = form && forms.get(form)
  if (unsent) unsent.sending = true
}

/** The forms inside of `within` that would be lost. */
function unsentWithin(within: Node): Unsent[] {
  return [...forms].filter(([form, { sending }]) => !sending && within.contains(form)).map(([, unsent]) => unsent)
}

export const hasUnsent = (within: Node = document) => unsentWithin(within).length > 0

export const useHasUnsent = () =>
  useSyncExternalStore(
    subscribe,
    () => hasUnsent(),
    () => false,
  )

export function keepDrafts(): void {
  for (const { keep } of forms.values()) keep()
}

let question: { answer: (leave: boolean) => void } | null = null
function ask(next: typeof question): void {
  question = next
  changed()
}

/** Asks once before what was typed inside of `within` is given up. True: it is given up, or there was nothing. */
export async function mayLeave(within: Node = document): Promise<boolean> {
  if (!hasUnsent(within)) return true
  question?.answer(false)
  const leave = await new Promise<boolean>((answer) => ask({ answer }))
  ask(null)
  if (leave) for (const unsent of unsentWithin(within)) unsent.giveUp()
  return leave
}

/** The question that waits for an answer. */
export function useQuestion() {
  return useSyncExternalStore(
    subscribe,
    () => question,
    () => null,
  )
}

import { onAnswered } from '../connection/held-requests'
import { formDraftKey, readDraft, removeDraft, writeDraft, type Draft } from './drafts'
import { fileNamesOf, putInto, startOf, typedSince, typedValues, type Typed } from './typed-values'
import { noteTyping, setUnsent } from './unsent'

const WRITE_AFTER_MS = 400
/** Boxes that a choice brings up are drawn a moment after it is made. */
const FRAMES_FOR_LATE_BOXES = 10

/** What came back from an earlier visit. */
export interface Restored {
  at: number
  /** names of files that have to be chosen again */
  files: string[]
  /** the version an edit was made on, for a form that compares versions */
  seen?: Draft['seen']
  /** it was made on another version, and the form does not compare them */
  outdated: boolean
}

interface Listener {
  /** undefined when the draft has served its turn */
  restored(restored: Restored | undefined): void
  /** the key under which the form is sent next */
  once(key: string): void
}

/**
 * Keeps what is typed into a form as a draft of `owner` in this browser, and puts an earlier draft back. It goes once the
 * form was sent with success, or was given up.
 */
export function keepTyping(form: HTMLFormElement, owner: string, listener: Listener) {
  const key = formDraftKey(owner, placeOf(form))
  const unsent = { sending: false, keep: write, giveUp }
  let start = startOf(form)
  let draft = readDraft(key)
  let once = draft?.once ?? crypto.randomUUID()
  let timer: ReturnType<typeof setTimeout> | undefined

  function current(): Draft {
    // A box that came up since starts with what it came with.
    start = { ...startOf(form), ...start }
    const files: Typed = { ...draft?.files }
    for (const [name, names] of Object.entries(fileNamesOf(form))) if (names.length > 0) files[name] = names
    return { typed: typedSince(start, typedValues(form)), files, seen: seenBy(form), once, at: Date.now() }
  }

  function changed() {
    unsent.sending = false
    clearTimeout(timer)
    const next = current()
    if (isEmpty(next.typed) && isEmpty(next.files)) return forget()
    draft = next
    setUnsent(form, unsent)
    noteTyping()
    timer = setTimeout(write, WRITE_AFTER_MS)
  }

  function write() {
    clearTimeout(timer)
    timer = undefined
    if (draft) writeDraft(key, draft)
  }

  const writeNow = () => timer !== undefined && write()

  function forget() {
    clearTimeout(timer)
    timer = undefined
    draft = undefined
    removeDraft(key)
    setUnsent(form, undefined)
  }

  function giveUp() {
    for (const element of Array.from(form.elements)) {
      if (!(element instanceof HTMLInputElement) || element.type !== 'file' || !element.value) continue
      element.value = ''
      element.dispatchEvent(new Event('change', { bubbles: true }))
    }
    putInto(form, typedSince(typedValues(form), start))
    forget()
    listener.restored(undefined)
  }

  function restore({ typed, files, seen, at }: Draft) {
    const own = seenBy(form)
    listener.restored({
      at,
      files: Object.values(files).flat(),
      seen: own?.base === undefined ? undefined : seen,
      outdated: own?.base === undefined && seen?.version !== own?.version,
    })
    setUnsent(form, unsent)
    let absent = putInto(form, typed)
    let frames = FRAMES_FOR_LATE_BOXES
    const again = () => {
      if (isEmpty(absent) || frames-- === 0) return
      absent = putInto(form, absent)
      requestAnimationFrame(again)
    }
    requestAnimationFrame(again)
  }

  const stopListening = onAnswered((answer) => {
    if (answer.once !== once) return
    unsent.sending = false
    if (!answer.done) return
    forget()
    start = typedValues(form)
    once = crypto.randomUUID()
    listener.once(once)
    listener.restored(undefined)
  })
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  window.addEventListener('pagehide', writeNow)
  document.addEventListener('visibilitychange', writeNow)
  listener.once(once)
  if (draft) restore(draft)
  // What was typed before the page came alive.
  else changed()

  return {
    giveUp,
    stop() {
      writeNow()
      setUnsent(form, undefined)
      stopListening()
      form.removeEventListener('input', changed)
      form.removeEventListener('change', changed)
      window.removeEventListener('pagehide', writeNow)
      document.removeEventListener('visibilitychange', writeNow)
    },
  }
}

/** Where a form posts and what it is to do: the same in a dialog and on a page of its own. */
function placeOf(form: HTMLFormElement): string {
  const { pathname } = new URL(form.getAttribute('action') ?? '', location.href)
  const intent = hiddenIn(form, 'intent')
  return intent ? `${pathname} ${intent}` : pathname
}

function seenBy(form: HTMLFormElement): Draft['seen'] {
  const version = hiddenIn(form, 'version')
  return version === undefined ? undefined : { version, base: hiddenIn(form, 'base') }
}

function hiddenIn(form: HTMLFormElement, name: string): string | undefined {
  return form.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`)?.value
}

const isEmpty = (typed: Typed) => Object.keys(typed).length === 0

import { useEffect, useRef, useState } from 'react'
import { formValues } from '~/ui/form-values'
import { setNativeValue } from '~/ui/native-value'
import type { useZodForm } from '~/ui/zod-form'
import { draftFrom, type RuleSetDraft } from '../../domain/rules/draft'
import { readDraft } from '../../domain/rules/read-draft'
import { changedDraft, rowsAt } from '../../domain/rules/draft-rows'
import { typedOver } from '../../domain/rules/draft-typed'
import type { EditableRuleSet } from '../../server/edit-rule-set'

const JUDGE_AFTER_MS = 150

/**
 * The draft behind the boxes. They are read as they stand whenever it is asked for; it is drawn anew only where rows or
 * the kind of a rule change. `whole` holds all of it for the browser's own draft, which knows boxes by their names.
 */
export function useDraft({ id, draft: stored }: EditableRuleSet, form: ReturnType<typeof useZodForm>) {
  const [draft, setDraft] = useState<RuleSetDraft>(() => (form.reply?.values ? draftFrom(form.reply.values) : stored))
  const [round, setRound] = useState(0)
  const [faults, setFaults] = useState(() => readDraft(id, draft).faults)
  const [boxes, setBoxes] = useState(0)
  const [fresh, setFresh] = useState<string | null>(null)
  const whole = useRef<HTMLTextAreaElement>(null)
  const restoring = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const { formRef } = form

  const read = (): RuleSetDraft => {
    const element = formRef.current
    if (!element) return draft
    return draftFrom(formValues(new FormData(element)))
  }
  const judge = () => {
    const element = formRef.current
    if (!element) return
    const now = read()
    setFaults(readDraft(id, now).faults)
    setBoxes([...new FormData(element).keys()].length)
    const text = JSON.stringify(now)
    if (whole.current && whole.current.value !== text) setNativeValue(whole.current, text)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  // The boxes are there only after they were drawn.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(judge, [draft, round])
  useEffect(() => void (restoring.current = false), [round])
  useEffect(() => {
    if (!fresh) return
    const row = [...document.querySelectorAll<HTMLElement>('[data-row]')].find(({ dataset }) => dataset.row === fresh)
    row?.querySelector<HTMLElement>('input,select')?.focus()
    setFresh(null)
  }, [fresh, round])

  const redraw = (next: RuleSetDraft) => {
    setDraft(next)
    setRound((before) => before + 1)
  }
  return {
    draft,
    faults,
    boxes,
    round,
    whole,
    typed: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(judge, JUDGE_AFTER_MS)
    },
    chosen: () => {
      // What comes back from an earlier visit is put in box by box, into boxes that are drawn anew in a moment.
      if (restoring.current) return
      setDraft(draftFrom(typedOver(draft, shownOf(formRef.current))))
    },
    change: (act: string) => {
      const next = changedDraft(draftFrom(typedOver(draft, shownOf(formRef.current))), act)
      if (!next) return
      redraw(next)
      const [verb, list = ''] = act.split(' ')
      if (verb === 'add') setFresh(`${list}.${rowsAt(next, list) - 1}`)
    },
    restored: () => {
      const kept = parsed(whole.current?.value)
      if (!kept || JSON.stringify(kept) === JSON.stringify(read())) return
      restoring.current = true
      redraw(kept)
    },
  }
}

const shownOf = (form: HTMLFormElement | null): unknown => (form ? formValues(new FormData(form)) : {})

function parsed(text: string | undefined): RuleSetDraft | null {
  try {
    return draftFrom(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

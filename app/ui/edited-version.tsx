import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { businessTime } from '~/shared/day'
import { differences, type Difference, type StaleEdit, type Values } from '~/shared/versions'
import { Badge } from './badge'
import { plainWords, type InWords } from './field-words'
import { Notice } from './form'
import { staleOf, type FormReply } from './form-reply'
import { setNativeValue } from './native-value'
import { useHydrated } from './use-hydrated'

interface EditedVersionProps {
  form: { reply?: FormReply; seen?: { version: string; base?: string }; formRef: RefObject<HTMLFormElement> }
  /** the version the edit is made on, and the values it started from; absent when something new is made */
  version?: number
  values?: object
  /** what the fields are called; those without a label are not compared */
  labels: Readonly<Record<string, string>>
  /** a value as a reader understands it */
  inWords?: InWords
  /** what else is to be said of the stored version */
  note?: (stored: Values) => ReactNode
}

/**
 * The version an edit is made on, sent along with the form. After a stale save both versions stand side by side, and
 * what was typed stays in the boxes.
 */
export function EditedVersion({ form, version, values, labels, inWords = plainWords, note }: EditedVersionProps) {
  const stale = staleOf(form.reply)
  const typed: Values = form.reply?.values ?? { ...form.seen }
  if (stale) {
    const { formRef } = form
    return <StaleNotice {...{ stale, typed, labels, inWords, note, formRef }} />
  }
  if (version === undefined) return null
  return (
    <>
      <input type="hidden" name="version" value={String(typed.version ?? version)} />
      <input type="hidden" name="base" value={String(typed.base ?? JSON.stringify(values))} />
    </>
  )
}

interface StaleNoticeProps {
  stale: StaleEdit
  typed: Values
  labels: Readonly<Record<string, string>>
  inWords: InWords
  note?: (stored: Values) => ReactNode
  formRef: RefObject<HTMLFormElement>
}

/**
 * Both versions, field by field. A pick fills the box below at once; without JavaScript the picks are sent along
 * (`take.<field>`) and the action merges.
 */
function StaleNotice({ stale, typed, labels, inWords, note, formRef }: StaleNoticeProps) {
  const hydrated = useHydrated()
  const found = differences(baseOf(typed), typed, stale.current).filter(({ field }) => field in labels)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    box.current?.focus()
    for (const { field, take, theirs } of found) if (take === 'theirs') fill(formRef.current, field, theirs)
    // Once for each answer: what is picked or typed afterwards stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stale])
  return (
    <div ref={box} tabIndex={-1} className="mb-4 outline-none">
      <input type="hidden" name="version" value={String(stale.version)} />
      <input type="hidden" name="base" value={JSON.stringify(stale.current)} />
      {!hydrated && <input type="hidden" name="picks" value="true" />}
      <Notice
        tone="warning"
        title={`${stale.changedBy ?? '另一位同事'}${stale.changedAt ? `在 ${businessTime(stale.changedAt)} ` : ''}保存了另一个版本`}
      >
        {note?.(stale.current)}
        {found.length === 0
          ? '两个版本的内容相同，直接保存即可。'
          : '您填写的内容都还在。请逐项选择要保留的，再保存；没有列出的两边相同。'}
      </Notice>
      {found.length > 0 && (
        <table className="panel mt-2 w-full border-separate border-spacing-0 text-sm">
          <caption className="sr-only">两个版本的不同之处</caption>
          <thead className="hidden sm:table-header-group">
            <tr className="text-left text-grey-700">
              <th scope="col" className="border-b border-grey-200 px-3 py-1.5 font-medium">
                字段
              </th>
              <th scope="col" className="border-b border-grey-200 px-3 py-1.5 font-medium">
                我填写的
              </th>
              <th scope="col" className="border-b border-grey-200 px-3 py-1.5 font-medium">
                对方保存的
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((difference) => (
              <Row
                key={difference.field}
                difference={difference}
                label={labels[difference.field] ?? ''}
                inWords={inWords}
                hydrated={hydrated}
                formRef={formRef}
              />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Row({
  difference,
  label,
  inWords,
  hydrated,
  formRef,
}: {
  difference: Difference
  label: string
  inWords: InWords
  hydrated: boolean
  formRef: RefObject<HTMLFormElement>
}) {
  const { field, conflict, take } = difference
  const side = (which: 'mine' | 'theirs', head: string) => (
    <td className="block px-3 py-1.5 align-top sm:table-cell sm:border-b sm:border-grey-200">
      <label className="flex cursor-pointer items-start gap-2">
        <input
          type="radio"
          name={`take.${field}`}
          value={which}
          defaultChecked={take === which}
          aria-label={`${label}：保留${head}`}
          className="tick mt-0.5 rounded-full"
          onChange={() => hydrated && fill(formRef.current, field, difference[which])}
        />
        <span className="min-w-0 whitespace-pre-wrap">
          <span className="text-grey-600 sm:hidden">{head}：</span>
          {inWords(field, difference[which])}
        </span>
      </label>
    </td>
  )
  return (
    <tr>
      <th
        scope="row"
        className="block whitespace-nowrap px-3 pt-2 text-left align-top font-medium sm:table-cell sm:border-b sm:border-grey-200 sm:py-1.5"
      >
        {label} {conflict && <Badge tone="warning">两边都改了</Badge>}
      </th>
      {side('mine', '我填写的')}
      {side('theirs', '对方保存的')}
    </tr>
  )
}

function baseOf(typed: Values): Values {
  try {
    return JSON.parse(String(typed.base)) as Values
  } catch {
    return {}
  }
}

/** Puts a value into the form's own box, as if it had been typed. */
function fill(form: HTMLFormElement | null, field: string, value: unknown) {
  if (Array.isArray(value)) {
    for (const box of form?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${field}[]"]`) ?? [])
      if (box.checked !== value.includes(box.value)) box.click()
    return
  }
  const box = form?.elements.namedItem(field)
  if (box instanceof HTMLInputElement && box.type === 'checkbox') {
    const ticked = value === true || value === 'true' || value === 'on'
    if (box.checked !== ticked) box.click()
    return
  }
  if (box instanceof RadioNodeList) box.value = String(value)
  if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement || box instanceof HTMLSelectElement) {
    setNativeValue(box, value === null || value === undefined ? '' : String(value))
  }
}

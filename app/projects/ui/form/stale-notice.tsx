import { useEffect, useRef, type RefObject } from 'react'
import { businessTime } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { Notice } from '~/ui/form'
import { setNativeValue } from '~/ui/native-value'
import { useHydrated } from '~/ui/use-hydrated'
import { differences, type Difference } from '../../domain/merge'
import { FIELD_LABELS } from '../labels'
import { valueInWords, type FormChoices } from './choices'

interface Stale {
  version: number
  current: Record<string, unknown>
  changedBy: string | null
  changedAt: Date | string
}

/** The other version that a stale edit was answered with; null when it was not stale. */
export function staleOf(reply: unknown): Stale | null {
  const { code, detail } = (reply ?? {}) as { code?: string; detail?: Stale }
  return code === 'stale' && detail ? detail : null
}

interface StaleNoticeProps {
  stale: Stale
  typed: Record<string, unknown>
  choices: FormChoices
  formRef: RefObject<HTMLFormElement>
}

/**
 * Both versions, field by field. A pick fills the box below at once; without JavaScript the picks are sent along
 * (`take.<field>`) and the action merges.
 */
export function StaleNotice({ stale, typed, choices, formRef }: StaleNoticeProps) {
  const hydrated = useHydrated()
  const found = differences(baseOf(typed), typed, stale.current)

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
        title={`${stale.changedBy ?? '另一位同事'}在 ${businessTime(stale.changedAt)} 保存了另一个版本`}
      >
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
                choices={choices}
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
  choices,
  hydrated,
  formRef,
}: {
  difference: Difference
  choices: FormChoices
  hydrated: boolean
  formRef: RefObject<HTMLFormElement>
}) {
  const { field, conflict, take } = difference
  const label = (FIELD_LABELS as Record<string, string>)[field] ?? field
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
          {valueInWords(field, difference[which], choices)}
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

function baseOf(typed: Record<string, unknown>): Record<string, unknown> {
  try {
    return JSON.parse(String(typed.base)) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Puts a value into the form's own box, as if it had been typed. */
function fill(form: HTMLFormElement | null, field: string, value: unknown) {
  const box = form?.elements.namedItem(field)
  if (box instanceof HTMLInputElement && box.type === 'checkbox') {
    const ticked = value === true || value === 'true' || value === 'on'
    if (box.checked !== ticked) box.click()
    return
  }
  if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement || box instanceof HTMLSelectElement) {
    setNativeValue(box, value === null || value === undefined ? '' : String(value))
  }
}

import { Link } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import { z } from 'zod'
import { Button, LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Field, FormContext } from '~/ui/field'
import { FormActions, Notice } from '~/ui/form'
import { staleOf } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { Panel } from '~/ui/page'
import { useHydrated } from '~/ui/use-hydrated'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { businessTime } from '~/shared/day'
import type { RuleFault } from '../../domain/rules/check'
import { ruleSetChanges } from '../../domain/rules/describe'
import { draftFrom } from '../../domain/rules/draft'
import { isMissing } from '../../domain/rules/read-draft'
import type { EditableRuleSet } from '../../server/edit-rule-set'
import { EditorContext } from './editor-boxes'
import { EditorParts, type Parks } from './editor-parts'
import { RuleSetChanges } from './rule-set-history'
import { useDraft } from './use-draft'

/** Whatever is typed may be kept; what is wrong with it is shown beside it. */
const ANYTHING = z.record(z.string(), z.unknown())
/** What one form can carry, with some room (platform/http/bounds). */
const MOST_BOXES = 960

/** The draft of a rule set: every box, what is wrong while one types, and what is done with it. */
export function RuleSetEditor({ set, parks, reply }: { set: EditableRuleSet; parks: Parks; reply: unknown }) {
  const form = useZodForm(ANYTHING, { reply })
  const hydrated = useHydrated()
  const { id } = set
  const { draft, faults, boxes, change, chosen, typed, restored, whole, round } = useDraft(set, form)
  const stale = staleOf(form.reply)
  const asked = form.reply !== undefined && form.reply.errors.length > 0
  const { wrong, missing } = useMemo(() => sorted(faults), [faults])
  const errors = useMemo(
    () =>
      Object.fromEntries(
        [...wrong, ...(asked ? missing : [])].toReversed().map(({ path, message }) => [path, message]),
      ),
    [wrong, missing, asked],
  )
  const editor = useMemo(
    () => ({ draft, change: hydrated ? change : undefined, chosen }),
    [draft, hydrated, change, chosen],
  )
  return (
    <ZodForm form={form}>
      <div onInput={typed} onChange={typed}>
        {/* Enter in a box saves; the buttons of rows stand before the one that does. */}
        <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden />
        <input
          type="hidden"
          name="version"
          value={String(stale?.version ?? form.reply?.values?.version ?? set.version)}
        />
        {hydrated && (
          <textarea ref={whole} name="whole" hidden defaultValue={JSON.stringify(draft)} onChange={restored} />
        )}
        {stale && (
          <StaleDraft current={stale.current} by={stale.changedBy} at={stale.changedAt} typed={form.reply?.values} />
        )}
        {boxes > MOST_BOXES && (
          <Notice tone="warning" title="规则太多，网页上一次保存不下">
            请把一部分规则分到另一个规则集。
          </Notice>
        )}
        <FormContext.Provider value={{ id: form.id, errors }}>
          <EditorContext.Provider value={editor}>
            <EditorParts key={round} parks={parks} />
          </EditorContext.Provider>
        </FormContext.Provider>
        <Panel title="发布" className="mt-4">
          <Field
            label="发布说明"
            name="publishNote"
            hint="改了什么、为什么改；列在版本里。发布的版本不能再改，从施行日期起按它预审。"
          >
            <Input autoComplete="off" {...form.register('publishNote')} />
          </Field>
        </Panel>
      </div>
      <FormActions sticky>
        <Button type="submit" name="intent" value="save" tone="primary" busy={form.busy}>
          保存草稿
        </Button>
        <Button type="submit" name="intent" value="publish" busy={form.busy}>
          发布
        </Button>
        <LinkButton to={`/screening/rules/${id}`} tone="quiet">
          返回
        </LinkButton>
        <Faults wrong={wrong} missing={missing.length} />
      </FormActions>
    </ZodForm>
  )
}

/** What is wrong, and what is only not filled in yet. */
function sorted(faults: readonly RuleFault[]): { wrong: RuleFault[]; missing: RuleFault[] } {
  return { wrong: faults.filter((fault) => !isMissing(fault)), missing: faults.filter(isMissing) }
}

function Faults({ wrong, missing }: { wrong: readonly RuleFault[]; missing: number }) {
  if (wrong.length === 0 && missing === 0)
    return <span className="text-sm text-good">规则没有矛盾和空档，可以发布</span>
  return (
    <div role="status" className="min-w-0 text-sm">
      {wrong.length > 0 && (
        <details className="inline-block align-top">
          <summary className="cursor-pointer font-medium text-danger">{wrong.length} 处有问题</summary>
          <ul className="max-h-40 overflow-y-auto">
            {wrong.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <a href={`#${anchorOf(path)}`}>{message}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {missing > 0 && <span className="ml-2 text-grey-600">还有 {missing} 处没有填</span>}
    </div>
  )
}

function anchorOf(path: string): string {
  const [list = '', at] = path.split('.')
  return list === 'criteria' && at !== undefined ? `row-criteria.${at}` : `part-${list}`
}

function StaleDraft({
  current,
  by,
  at,
  typed,
}: {
  current: object
  by: string | null
  at: Date | string | null
  typed: unknown
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [current])
  const stored = 'draft' in current && current.draft !== null ? draftFrom(current.draft) : null
  return (
    <div ref={box} tabIndex={-1} className="mb-4 space-y-2 outline-none">
      <Notice tone="warning" title={`${by ?? '另一位同事'}${at ? `在 ${businessTime(at)} ` : ''}保存了另一个版本`}>
        您填写的内容都还在。请对照下面的不同之处修改；再保存就以您的为准。
        <Link to="." reloadDocument className="ml-1">
          放弃我的，看对方的
        </Link>
      </Notice>
      {stored ? (
        <RuleSetChanges
          title="两个版本的不同之处"
          heads={['对方保存的', '我填写的']}
          changes={ruleSetChanges(stored, draftFrom(typed))}
        />
      ) : (
        <Notice tone="info">对方已经发布或放弃了草稿。</Notice>
      )}
    </div>
  )
}

/** Gives the draft up, where something was published to go back to. */
export function DiscardDraft({ version, number }: { version: number; number: number }) {
  return (
    <ConfirmDialog
      label="放弃草稿"
      title="放弃这份草稿？"
      confirmLabel="放弃"
      fields={{ intent: 'discard', version: String(version) }}
    >
      已保存的修改不再保留，回到第 {number} 版。
    </ConfirmDialog>
  )
}

import { Link } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { Button, LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { DayInput } from '~/ui/day-field'
import { Field, FormContext } from '~/ui/field'
import { FormActions, Notice } from '~/ui/form'
import { staleOf } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { formValues } from '~/ui/form-values'
import { setNativeValue } from '~/ui/native-value'
import { Panel } from '~/ui/page'
import type { Option } from '~/ui/select'
import { useHydrated } from '~/ui/use-hydrated'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { businessTime } from '~/shared/day'
import { isRecord, keysOf } from '~/shared/records'
import { PROPOSAL_FIELDS } from '../../domain/fields'
import { BETTER_NAMES, ruleSetChanges } from '../../domain/rules/describe'
import { draftFrom, isMissing, readDraft, type RuleSetDraft } from '../../domain/rules/draft'
import { changedDraft } from '../../domain/rules/draft-rows'
import { typedOver } from '../../domain/rules/draft-typed'
import { CLASSES, SCOPE_NAMES, SCOPES, VERDICT_NAMES } from '../../domain/rules/rule-set'
import type { EditableRuleSet } from '../../server/edit-rule-set'
import { classOptions, CriterionEditor, measureOptions } from './criterion-editor'
import {
  AddButton,
  ChoiceBox,
  EditorContext,
  FaultAt,
  LongBox,
  NumberBox,
  RowButtons,
  TextBox,
  TickBox,
  useEditor,
} from './editor-boxes'
import { RuleSetChanges } from './rule-set-history'

/** Whatever is typed may be kept; what is wrong with it is shown beside it. */
const ANYTHING = z.record(z.string(), z.unknown())
const JUDGE_AFTER_MS = 150
/** What one form can carry, with some room (platform/http/bounds). */
const MOST_BOXES = 960

type Parks = readonly { id: string; name: string }[]

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
            <div className="space-y-4" key={round}>
              <Basics parks={parks} />
              <Sources />
              <Criteria />
              <Decision />
              <Measures />
              <Negotiable />
            </div>
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

/**
 * The draft behind the boxes. They are read as they stand whenever it is asked for; it is drawn anew only where rows or
 * the kind of a rule change. `whole` holds all of it for the browser's own draft, which knows boxes by their names.
 */
function useDraft({ id, draft: stored }: EditableRuleSet, form: ReturnType<typeof useZodForm>) {
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

function rowsAt(draft: RuleSetDraft, list: string): number {
  let at: unknown = draft
  for (const step of list.split('.')) at = Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[step] : undefined
  return Array.isArray(at) ? at.length : 0
}

type Fault = ReturnType<typeof readDraft>['faults'][number]

/** What is wrong, and what is only not filled in yet. */
function sorted(faults: readonly Fault[]): { wrong: Fault[]; missing: Fault[] } {
  return { wrong: faults.filter((fault) => !isMissing(fault)), missing: faults.filter(isMissing) }
}

function Faults({ wrong, missing }: { wrong: readonly Fault[]; missing: number }) {
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

function Basics({ parks }: { parks: Parks }) {
  const { draft } = useEditor()
  const scopes = SCOPES.map((scope) => ({ value: scope, label: SCOPE_NAMES[scope] }))
  return (
    <Panel title="基本" id="part-name">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-6">
        <TextBox name="name" label="名称" required className="sm:col-span-4" />
        <Field label="施行日期" name="effectiveFrom" required className="sm:col-span-2">
          <DayInput ahead name="effectiveFrom" defaultValue={draft.effectiveFrom} />
        </Field>
        <ChoiceBox name="scope" label="范围" options={scopes} className="sm:col-span-2" hint="几级都有规定的，从严" />
        <ChoiceBox
          name="parkId"
          label="只用于园区"
          blank="不限"
          options={parks.map((park) => ({ value: park.id, label: park.name }))}
          className="sm:col-span-2"
        />
        <span className="hidden sm:col-span-2 sm:block" />
        <TextBox
          name="industries"
          label="只用于行业"
          unit="不限"
          hint="行业代码，如 35、36"
          className="sm:col-span-3"
        />
        <TextBox name="landUses" label="只用于用地" unit="不限" hint="用地代码，如 100101" className="sm:col-span-3" />
        <LongBox name="note" label="说明" className="sm:col-span-6" />
      </div>
    </Panel>
  )
}

function Sources() {
  const { draft } = useEditor()
  const rows = draft.sources.length
  return (
    <Panel title="依据" id="part-sources" actions={<AddButton list="sources">加一个依据</AddButton>}>
      <ol className="space-y-2">
        {draft.sources.map((_, at) => {
          const row = `sources.${at}`
          return (
            <li key={at} data-row={row} className="grid items-end gap-x-3 gap-y-1.5 sm:grid-cols-[2fr_1.3fr_auto_auto]">
              <TextBox name={`${row}.title`} label={`${at + 1}. 文件名称`} required />
              <TextBox name={`${row}.number`} label="文号" />
              <span className="flex h-8 items-center">
                <TickBox name={`${row}.toBeVerified`} label="待核" />
              </span>
              <span className="flex h-8 items-center">
                <RowButtons path={row} name={`第 ${at + 1} 个依据`} last={at === rows - 1} />
              </span>
            </li>
          )
        })}
      </ol>
      <FaultAt path="sources" />
    </Panel>
  )
}

function Criteria() {
  const { draft } = useEditor()
  const weight = draft.criteria.reduce(
    (sum, { kind, weight: each }) => sum + (kind === 'scored' ? Number(each) || 0 : 0),
    0,
  )
  return (
    <Panel
      title={`规则 ${draft.criteria.length} 条${weight > 0 ? `，权重合计 ${Math.round(weight * 100) / 100}` : ''}`}
      id="part-criteria"
    >
      <FaultAt path="criteria" className="mb-2" />
      <ol className="space-y-3">
        {draft.criteria.map((criterion, at) => (
          <CriterionEditor key={at} at={at} criterion={criterion} last={at === draft.criteria.length - 1} />
        ))}
      </ol>
      <div className="mt-3">
        <AddButton list="criteria">加一条规则</AddButton>
      </div>
    </Panel>
  )
}

const ANY = '不论'
const YES_OR_NO: Option[] = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
]
const { pass, conditional, fail } = VERDICT_NAMES
const VERDICTS: Option[] = Object.entries({ pass, conditional, fail }).map(([value, label]) => ({ value, label }))

function Decision() {
  const { draft } = useEditor()
  const rows = draft.decision.length
  return (
    <Panel title="判定表" id="part-decision" actions={<AddButton list="decision">加一行</AddButton>}>
      <FaultAt path="decision" className="mb-2" />
      <ol className="space-y-2">
        {draft.decision.map((_, at) => {
          const row = `decision.${at}`
          return (
            <li key={at} data-row={row}>
              <div className="grid grid-cols-2 items-end gap-x-2 gap-y-1.5 sm:grid-cols-[1fr_1fr_1fr_1fr_1.4fr_1fr_auto]">
                <ChoiceBox name={`${row}.vetoed`} label="有否决项" blank={ANY} options={YES_OR_NO} />
                <ChoiceBox name={`${row}.thresholdsMet`} label="门槛达标" blank={ANY} options={YES_OR_NO} />
                <NumberBox name={`${row}.from`} label="得分从（含）" blank="不限" />
                <NumberBox name={`${row}.below`} label="到（不含）" blank="不限" />
                <ChoiceBox name={`${row}.verdict`} label="结论" options={VERDICTS} blank="请选择" />
                <ChoiceBox name={`${row}.class`} label="预期等级" blank="不定" options={classOptions(CLASSES)} />
                <span className="flex h-8 items-center">
                  <RowButtons path={row} name={`判定表第 ${at + 1} 行`} last={at === rows - 1} />
                </span>
              </div>
              <FaultAt path={row} />
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

const BETTER = Object.entries(BETTER_NAMES).map(([value, label]) => ({ value, label }))

function Measures() {
  const { draft } = useEditor()
  const rows = draft.measures.length
  return (
    <Panel title="自定指标" id="part-measures" actions={<AddButton list="measures">加一个指标</AddButton>}>
      {rows === 0 && (
        <p className="text-sm text-grey-600">系统已有的指标不够用时，在这里用“分子 ÷ 分母 × 系数”定新的。</p>
      )}
      <ol className="space-y-3">
        {draft.measures.map((_, at) => {
          const row = `measures.${at}`
          return (
            <li key={at} data-row={row}>
              <div className="grid items-end gap-x-3 gap-y-1.5 sm:grid-cols-4">
                <TextBox name={`${row}.label`} label="名称" required />
                <TextBox name={`${row}.id`} label="标识" required />
                <TextBox name={`${row}.unit`} label="单位" />
                <span className="flex h-8 items-center sm:justify-end">
                  <RowButtons path={row} name={`第 ${at + 1} 个指标`} last={at === rows - 1} />
                </span>
                <ChoiceBox
                  name={`${row}.numerator`}
                  label="分子"
                  blank="请选择"
                  options={measureOptions(draft)}
                  required
                />
                <ChoiceBox name={`${row}.denominator`} label="分母" blank="没有" options={measureOptions(draft)} />
                <NumberBox name={`${row}.factor`} label="系数" blank="1" />
                <ChoiceBox name={`${row}.better`} label="方向" options={BETTER} preset="more" />
              </div>
              <FaultAt path={row} />
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

const BARGAINED: Option[] = [
  ...keysOf(PROPOSAL_FIELDS).map((field) => ({ value: field, label: PROPOSAL_FIELDS[field].label })),
  { value: 'energy', label: '能源消费' },
]

function Negotiable() {
  const { draft } = useEditor()
  const rows = draft.negotiable.length
  return (
    <Panel title="可商议的数" id="part-negotiable" actions={<AddButton list="negotiable">加一项</AddButton>}>
      {rows === 0 && (
        <p className="text-sm text-grey-600">
          不列的按系统预设：用地、投资、税收等可以商议；列出的按这里的步长和上下限。
        </p>
      )}
      <ol className="space-y-2">
        {draft.negotiable.map((_, at) => {
          const row = `negotiable.${at}`
          return (
            <li key={at} data-row={row}>
              <div className="grid grid-cols-2 items-end gap-x-3 gap-y-1.5 sm:grid-cols-[2fr_1fr_1fr_1fr_auto]">
                <ChoiceBox name={`${row}.field`} label="填报项" blank="请选择" options={BARGAINED} required />
                <NumberBox name={`${row}.step`} label="步长" required />
                <NumberBox name={`${row}.min`} label="最少" blank="不限" />
                <NumberBox name={`${row}.max`} label="最多" blank="不限" />
                <span className="flex h-8 items-center">
                  <RowButtons path={row} name={`第 ${at + 1} 项`} last={at === rows - 1} />
                </span>
              </div>
              <FaultAt path={row} />
            </li>
          )
        })}
      </ol>
    </Panel>
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

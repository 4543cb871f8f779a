import { Form, Link, useNavigation } from '@remix-run/react'
import { useEffect, useId, useRef } from 'react'
import { businessTime } from '~/shared/day'
import { present } from '~/shared/present'
import { StatusDot } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { controlIdOf, Field, FormContext } from '~/ui/field'
import { FormActions, FormErrors, FormSection, Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { textAt } from '~/ui/form-values'
import { Input, Textarea } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import type { CorrectableField, correctableRow } from '../server/correct-row'
import { ValueChanges } from './edition-differences'
import { ROW_STATES } from './words'

type RowPage = Awaited<ReturnType<typeof correctableRow>>

/** One row that waits: a held one is corrected, a suspected duplicate is decided on. */
export function RowCorrection({
  batch,
  row,
  subject,
  fields,
  alike,
  correction,
  reply,
}: RowPage & { reply?: FormReply }) {
  const isDuplicate = row.state === 'duplicate'
  const open = isDuplicate || row.state === 'held'
  const { word, tone, shape } = present(ROW_STATES[row.state], row.state)
  const back = `/imports/${batch.id}?tab=${isDuplicate ? 'duplicate' : 'held'}`
  return (
    <Page
      title={isDuplicate ? `核对第 ${row.rowNumber} 行` : `更正第 ${row.rowNumber} 行`}
      note={`工作表“${row.sheet}”`}
      width="reading"
      marks={
        <StatusDot tone={tone} shape={shape}>
          {word}
        </StatusDot>
      }
      crumbs={[
        { label: '导入台账', to: '/imports' },
        { label: batch.fileName, to: back },
        { label: `第 ${row.rowNumber} 行` },
      ]}
    >
      <div className="space-y-4">
        {correction && <Corrected batch={batch} row={row} correction={correction} reply={reply} />}
        {!open && !correction && (
          <Notice tone="info" title="这一行已经处理过了">
            {row.subjectPath ? <Link to={row.subjectPath}>查看{subject}</Link> : <Link to={back}>回到台账</Link>}
          </Notice>
        )}
        {open && reply && reply.errors.length === 0 && <Notice tone="danger" title={reply.message} />}
        {open && isDuplicate && <Decision row={row} subject={subject} alike={alike} />}
        {open && (
          <CorrectionForm batch={batch} row={row} fields={fields} reply={reply} back={back} folded={isDuplicate} />
        )}
      </div>
    </Page>
  )
}

function Decision({ row, subject, alike }: Pick<RowPage, 'row' | 'subject' | 'alike'>) {
  const reasons = row.findings.filter((finding) => finding.code === 'suspectedDuplicate')
  return (
    <Panel title={`是不是同一个${subject}？`}>
      {reasons.map((finding) => (
        <p key={finding.message} className="mb-2">
          {finding.message}
        </p>
      ))}
      {alike.compared && (
        <div className="overflow-x-auto">
          <table className="w-full text-left">
            <caption className="sr-only">两处内容对照</caption>
            <thead>
              <tr className="text-sm text-grey-600">
                <th scope="col" className="py-1 pr-3 font-medium">
                  内容
                </th>
                <th scope="col" className="py-1 pr-3 font-medium">
                  这一行
                </th>
                <th scope="col" className="py-1 font-medium">
                  {alike.subjectPath ? <Link to={alike.subjectPath}>已有{subject}</Link> : `第 ${alike.rowNumber} 行`}
                </th>
              </tr>
            </thead>
            <tbody>
              {alike.compared.map(({ label, mine, theirs }) => {
                if (!mine && !theirs) return null
                return (
                  <tr key={label} className="border-t border-grey-200 align-top">
                    <th scope="row" className="whitespace-nowrap py-1 pr-3 font-normal text-grey-600">
                      {label}
                    </th>
                    <td className={mine === theirs ? 'py-1 pr-3' : 'py-1 pr-3 font-medium'}>{mine ?? '—'}</td>
                    <td className={mine === theirs ? 'py-1' : 'py-1 font-medium'}>{theirs ?? '—'}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      <Form method="post" className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="version" value={row.version} />
        <Button type="submit" name="intent" value="same" tone="primary">
          是同一{subject}，这一行不导入
        </Button>
        <Button type="submit" name="intent" value="distinct">
          不是同一{subject}，另建一个
        </Button>
      </Form>
      {alike.fill && alike.fill.values.length > 0 && (
        <Form method="post" className="mt-4 border-t border-grey-200 pt-3">
          <input type="hidden" name="version" value={row.version} />
          <input type="hidden" name="subjectVersion" value={alike.fill.version} />
          <p className="mb-1">
            是同一{subject}，而已有{subject}缺这些内容；已有的内容不改动：
          </p>
          <ValueChanges values={alike.fill.values} />
          <Button type="submit" name="intent" value="fill" className="mt-2">
            用这一行补充
          </Button>
        </Form>
      )}
    </Panel>
  )
}

type CorrectedProps = Pick<RowPage, 'batch' | 'row'> & {
  correction: NonNullable<RowPage['correction']>
  reply?: FormReply
}

/** A row that was read as somebody had put it right before; in a preview it can be put back. */
function Corrected({ batch, row, correction, reply }: CorrectedProps) {
  return (
    <Panel title="已按上次更正">
      {reply && (
        <div className="mb-3">
          <Notice tone="danger" title={reply.message} />
        </div>
      )}
      <p className="mb-2">
        {correction.by} {businessTime(correction.at)} 更正过内容相同的一行，这次照样更正。
      </p>
      <ul className="space-y-0.5">
        {correction.changes.map(({ label, said, typed }) => (
          <li key={label}>
            <span className="text-grey-600">{label}　</span>
            {said || '空白'}
            <span aria-label="改为"> → </span>
            <span className="font-medium">{typed || '空白'}</span>
          </li>
        ))}
      </ul>
      {batch.state === 'previewed' ? (
        <Form method="post" className="mt-3">
          <input type="hidden" name="version" value={row.version} />
          <Button type="submit" name="intent" value="takeBack">
            按台账原文，重新待更正
          </Button>
          <p className="mt-1 text-sm text-grey-600">以后的台账也不再沿用这条更正。</p>
        </Form>
      ) : (
        <p className="mt-2 text-sm">
          以后不再沿用的，到{' '}
          <Link to="/imports/corrections" className="underline">
            沿用的更正
          </Link>{' '}
          去掉。
        </p>
      )}
    </Panel>
  )
}

interface FormProps extends Pick<RowPage, 'batch' | 'row' | 'fields'> {
  reply?: FormReply
  back: string
  folded: boolean
}

function CorrectionForm({ batch, row, fields, reply, back, folded }: FormProps) {
  const id = useId()
  const { state } = useNavigation()
  const refused = (reply?.errors.length ?? 0) > 0
  const messages = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refused) messages.current?.focus()
  }, [reply, refused])
  const errors = refused
    ? Object.fromEntries((reply?.errors ?? []).map(({ path, message }) => [path, message]))
    : Object.fromEntries(fields.filter((it) => it.errors.length > 0).map((it) => [it.field, it.errors.join('；')]))
  // What the ledger has wrong stands first, and stays there while it is tried again.
  const wrong = (it: { errors: readonly string[] }) => it.errors.length > 0
  const ordered = [...fields.filter(wrong), ...fields.filter((it) => !wrong(it))]
  const form = (
    <KeptForm method="post" key={row.id}>
      <FormContext.Provider value={{ id, errors }}>
        <fieldset disabled={state === 'submitting'}>
          <input type="hidden" name="intent" value="correct" />
          <input type="hidden" name="version" value={row.version} />
          {refused && (
            <FormErrors
              ref={messages}
              errors={(reply?.errors ?? []).map(({ path, message }) => ({ message, controlId: controlIdOf(id, path) }))}
            />
          )}
          <FormSection>
            {ordered.map((it) => (
              <Field
                key={it.field}
                name={it.field}
                label={it.label}
                hint={it.hint}
                required={it.isRequired}
                className={it.isLong ? 'sm:col-span-2' : undefined}
              >
                <Control field={it} value={refused ? textAt(reply?.values, it.field) : it.value} />
              </Field>
            ))}
          </FormSection>
          <FormActions>
            <Button type="submit" tone={folded ? 'plain' : 'primary'}>
              {batch.state === 'committed' ? '更正并导入' : '更正'}
            </Button>
            <LinkButton to={back} tone="quiet">
              取消
            </LinkButton>
          </FormActions>
        </fieldset>
      </FormContext.Provider>
    </KeptForm>
  )
  if (!folded) return <Panel title="按台账原文更正">{form}</Panel>
  return (
    <details className="panel" open={refused}>
      <summary className="cursor-pointer px-4 py-2.5 font-medium">先更正这一行的内容</summary>
      <div className="border-t border-grey-200 px-4 py-3">{form}</div>
    </details>
  )
}

function Control({ field: { isLong, usual }, value }: { field: CorrectableField; value: string }) {
  if (isLong) return <Textarea rows={2} defaultValue={value} />
  if (!usual) return <Input defaultValue={value} />
  const words = [...usual.words, ...(value && !usual.words.includes(value) ? [value] : [])]
  return (
    <Select blank={usual.blank} options={words.map((word) => ({ value: word, label: word }))} defaultValue={value} />
  )
}

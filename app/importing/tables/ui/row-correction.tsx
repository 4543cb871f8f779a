import { Form, Link, useNavigation } from '@remix-run/react'
import { useEffect, useId, useRef } from 'react'
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
import { ROW_STATES } from './words'

type RowPage = Awaited<ReturnType<typeof correctableRow>>

/** One row that waits: a held one is corrected, a suspected duplicate is decided on. */
export function RowCorrection({ batch, row, subject, fields, alike, reply }: RowPage & { reply?: FormReply }) {
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
        {!open && (
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

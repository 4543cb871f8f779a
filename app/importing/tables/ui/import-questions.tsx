import { Form, Link } from '@remix-run/react'
import { useId } from 'react'
import { formatNumber } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import type { ImportPage } from '../server/import-page'

type Asked = ImportPage['questions']
type Question = Asked['open'][number]

interface QuestionsProps {
  importId: string
  version: number
  questions: Asked
}

/** What the reader could not know, each cause once: one answer holds for all its places. */
export function ImportQuestions({ importId, version, questions }: QuestionsProps) {
  const { open, assumed, openCount, assumedCount } = questions
  if (openCount + assumedCount === 0) return null
  const item = (question: Question) => (
    <QuestionItem
      key={question.key}
      importId={importId}
      version={version}
      question={question}
      offered={questions.offered}
    />
  )
  return (
    <Panel title={openCount > 0 ? `需要您确认 ${formatNumber(openCount)} 处` : '读法'}>
      {open.length > 0 && <ul className="divide-y divide-grey-200">{open.map(item)}</ul>}
      <More left={openCount - open.length} />
      {assumed.length > 0 && (
        <details className={open.length > 0 ? 'mt-2 border-t border-grey-200 pt-2' : undefined}>
          <summary className="cursor-pointer">自动判断、可以更正的 {formatNumber(assumedCount)} 处</summary>
          <ul className="mt-1 divide-y divide-grey-200">{assumed.map(item)}</ul>
          <More left={assumedCount - assumed.length} />
        </details>
      )}
    </Panel>
  )
}

function More({ left }: { left: number }) {
  return left > 0 ? (
    <p className="py-2 text-sm text-grey-600">另有 {formatNumber(left)} 处，答过这些之后再列出。</p>
  ) : null
}

/** no answer that is offered */
const UNCHOSEN = '?'

interface ItemProps {
  importId: string
  version: number
  question: Question
  offered: Asked['offered']
}

function QuestionItem({ importId, version, question, offered }: ItemProps) {
  const id = useId()
  const { key, message, asks, suggested, count, places, isOpen } = question
  const options = offered[asks]
  const [only] = options
  // Where nothing is likely, nothing is chosen by a mere click.
  const isGuessed = suggested !== '' || asks === 'field'
  const all = count > 1 ? `应用到全部 ${formatNumber(count)} 处` : '确定'
  return (
    <li className="py-2.5">
      <Form method="post" preventScrollReset className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="key" value={key} />
        <div className="min-w-0 flex-1 basis-72">
          <label htmlFor={id} className="flex items-start gap-2">
            {isOpen && <Badge tone="warning">请确认</Badge>}
            <span className="min-w-0">{message}</span>
          </label>
          <p className="mt-0.5 text-sm text-grey-600">
            {places.map(({ words, to }, at) => (
              <span key={at}>
                {at > 0 && '、'}
                <Link to={`/imports/${importId}/tables/${to}`}>{words}</Link>
              </span>
            ))}
            {count > places.length && ` 等 ${formatNumber(count)} 处`}
          </p>
        </div>
        <span className="flex flex-none flex-wrap items-center gap-2">
          {options.length > 1 ? (
            <>
              <Select
                id={id}
                name="value"
                options={isGuessed ? options : [{ value: UNCHOSEN, label: '请选择' }, ...options]}
                defaultValue={isGuessed ? suggested : UNCHOSEN}
                className="!w-44"
              />
              <Button type="submit">{all}</Button>
            </>
          ) : (
            <Button type="submit" id={id} name="value" value={only?.value}>
              {only?.label}
              {count > 1 && `（全部 ${formatNumber(count)} 处）`}
            </Button>
          )}
        </span>
      </Form>
    </li>
  )
}

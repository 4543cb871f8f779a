import { Form, useLocation, useNavigation } from '@remix-run/react'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortRange } from '~/projects/domain/listed-project'
import { StageDot } from '~/projects/ui/stage-dot'
import { formatWan } from '~/shared/money'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { KeptForm } from '~/ui/draft/kept-form'
import { Field } from '~/ui/field'
import { FormErrors } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { Panel } from '~/ui/page'
import type { ProjectCandidate } from '../server/candidates'
import type { BatchMember } from '../server/batches'
import type { EventMember } from '../server/events'

/** One line to tick: a project that may be put on the list, or stands on it. */
export interface Ticked {
  value: string
  name: string
  /** what else is to be known of it */
  notes: ReactNode
  /** it stands on the list already, so that it cannot be put there again */
  present?: string
}

/** Finds projects by words, in the address of the page. */
export function SearchPanel({
  words,
  found,
  children,
}: {
  words: string
  found: { total: number; shown: number } | null
  children: ReactNode
}) {
  const { pathname } = useLocation()
  return (
    <Panel title="查找并列入项目">
      <Form method="get" action={pathname} role="search" className="flex items-end gap-2">
        <Field label="项目名称、投资方或编号" name="q" className="w-full max-w-[360px]">
          <Input type="search" defaultValue={words} key={words} />
        </Field>
        <Button type="submit" icon={Search}>
          查找
        </Button>
      </Form>
      {found && found.total === 0 && (
        <EmptyState compact title="没有找到项目">
          换个词再查；没有登记的项目先到“项目”中登记。
        </EmptyState>
      )}
      {found && found.total > found.shown && (
        <p className="mt-2 text-sm text-grey-600">
          找到 {found.total} 个，只列出最近签约的 {found.shown} 个，请再输入几个字。
        </p>
      )}
      {children}
    </Panel>
  )
}

/** A form of boxes to tick, with what is done to the ticked ones. */
export function TickForm({
  intent,
  name,
  items,
  reply,
  children,
  label,
}: {
  intent: 'add' | 'remove'
  /** field of the ticked values */
  name: string
  items: readonly Ticked[]
  reply: FormReply | undefined
  /** controls and the button */
  children: ReactNode
  label: string
}) {
  const navigation = useNavigation()
  const mine = reply?.values?.intent === intent
  const kept: unknown[] = mine ? [reply.values?.[name] ?? []].flat() : []
  const errors = mine ? reply.errors.map(({ message }) => ({ message })) : []
  return (
    <KeptForm method="post" className="mt-3 first:mt-0" aria-label={label}>
      <FormErrors title={mine ? reply.message : undefined} errors={errors} />
      <input type="hidden" name="intent" value={intent} />
      <ul className={`divide-y divide-grey-200 border-b border-grey-200 ${intent === 'add' ? 'border-t' : ''}`}>
        {items.map((item) => (
          <li key={item.value} className="flex items-start gap-2.5 py-2">
            <input
              type="checkbox"
              id={`${intent}-${item.value}`}
              name={`${name}[]`}
              value={item.value}
              defaultChecked={kept.includes(item.value)}
              disabled={Boolean(item.present)}
              className="tick mt-0.5 rounded-sm"
            />
            <div className="min-w-0 flex-1">
              <label
                htmlFor={`${intent}-${item.value}`}
                className={item.present ? 'text-grey-700' : 'cursor-pointer font-medium'}
              >
                {item.name}
              </label>
              {item.present && <span className="ml-2 text-sm text-grey-600">{item.present}</span>}
              <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-grey-600">
                {item.notes}
              </div>
            </div>
          </li>
        ))}
      </ul>
      <fieldset disabled={navigation.state === 'submitting'} className="mt-3 flex flex-wrap items-end gap-3">
        {children}
      </fieldset>
    </KeptForm>
  )
}

/** Where a project stands, in one line. */
export function ProjectNotes({
  project,
}: {
  project: Pick<
    ProjectCandidate | BatchMember | EventMember,
    'stage' | 'status' | 'investor' | 'investmentWan' | 'signedFrom' | 'signedTo'
  >
}) {
  return (
    <>
      <StageDot stage={project.stage} status={project.status} />
      {project.investor && <span>{project.investor}</span>}
      {project.investmentWan !== null && <span>{formatWan(project.investmentWan)}</span>}
      {project.signedFrom && <span>签约 {shortRange(project.signedFrom, project.signedTo)}</span>}
    </>
  )
}

import { useFetcher } from '@remix-run/react'
import clsx from 'clsx'
import { Plus } from 'lucide-react'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Panel } from '~/ui/page'
import { LeftOut } from '~/ui/print'
import { ContactForm, sideOf } from '../record-actions/contact-form'
import { RecordAction } from '../record-actions/record-action'
import type { ContactView, RecordView } from './view'

const CONTACTS_ON_PAPER = 4

/** Who to talk to; phones are masked until somebody on the project asks, and each look is logged. */
export function ContactPanel({ record }: { record: RecordView }) {
  const to = `/projects/${record.id}/contacts`
  return (
    <Panel
      title="联系人"
      actions={
        record.may.edit && (
          <RecordAction to={to} label="添加" title="添加联系人" icon={Plus} size="small" tone="quiet">
            {(fetcher) => <ContactForm action={to} fetcher={fetcher} cancelTo={`/projects/${record.id}`} />}
          </RecordAction>
        )
      }
    >
      {record.contacts.length === 0 && <p className="text-grey-600">还没有登记联系人。</p>}
      <ul className="space-y-1.5">
        {record.contacts.map((contact, at) => (
          <Contact
            key={contact.id}
            contact={contact}
            projectId={record.id}
            may={record.may}
            onPaper={at < CONTACTS_ON_PAPER}
          />
        ))}
      </ul>
      <LeftOut total={record.contacts.length} shown={CONTACTS_ON_PAPER} what="位联系人" />
    </Panel>
  )
}

interface ContactProps {
  contact: ContactView
  projectId: string
  may: RecordView['may']
  onPaper: boolean
}

function Contact({ contact, projectId, may, onPaper }: ContactProps) {
  const to = `/projects/${projectId}/contacts/${contact.id}/edit`
  return (
    <li className={clsx('flex flex-wrap items-center gap-x-3', !onPaper && 'print:hidden')}>
      <p className="w-full">
        <span className="mr-2 font-medium">{contact.name}</span>
        <span className="text-sm text-grey-600">
          {[contact.title, sideOf(contact.ours)].filter(Boolean).join('，')}
        </span>
      </p>
      {contact.values.map((value) => (
        <Phone
          key={value.id}
          {...value}
          action={`/projects/${projectId}/contacts/${value.id}`}
          mayReveal={may.revealPersonal}
          name={contact.name}
        />
      ))}
      {may.edit && (
        <span className="ml-auto inline-flex">
          <RecordAction
            to={to}
            label={
              <>
                修改<span className="sr-only">{contact.name}</span>
              </>
            }
            title="修改联系人"
            size="small"
            tone="quiet"
          >
            {(fetcher) => (
              <ContactForm contact={contact} action={to} fetcher={fetcher} cancelTo={`/projects/${projectId}`} />
            )}
          </RecordAction>
          <RemoveContact contact={contact} projectId={projectId} size="small" />
        </span>
      )}
    </li>
  )
}

/** Asks once, by name, before a person is taken off the project. */
export function RemoveContact({
  contact,
  projectId,
  size,
}: {
  contact: ContactView
  projectId: string
  size?: 'small'
}) {
  return (
    <ConfirmDialog
      label={
        <>
          移除<span className="sr-only">{contact.name}</span>
        </>
      }
      tone={size ? 'quiet' : 'danger'}
      size={size}
      title={`移除联系人“${contact.name}”？`}
      confirmLabel="移除"
      action={`/projects/${projectId}/contacts/${contact.id}/edit`}
      fields={{ intent: 'remove', version: String(contact.version) }}
    >
      姓名、职务和电话一并抹去，不能恢复；日志只留下移除这件事。
    </ConfirmDialog>
  )
}

function Phone({
  masked,
  action,
  mayReveal,
  name,
}: {
  masked: string
  action: string
  mayReveal: boolean
  name: string
}) {
  const fetcher = useFetcher<{ value?: string }>()
  const shown = fetcher.data?.value
  return (
    <span className="inline-flex items-center gap-1">
      <span>{shown ?? masked}</span>
      {mayReveal && !shown && (
        <fetcher.Form method="post" action={action} className="inline">
          <Button
            type="submit"
            size="small"
            tone="quiet"
            busy={fetcher.state !== 'idle'}
            aria-label={`查看${name}的电话`}
            title="查看会留下记录"
          >
            查看
          </Button>
        </fetcher.Form>
      )}
    </span>
  )
}

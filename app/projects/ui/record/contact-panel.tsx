import { useFetcher } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { Button } from '~/ui/button'
import { Panel } from '~/ui/page'
import { ContactForm } from '../deeds/contact-form'
import { Deed } from '../deeds/deed'
import type { ContactView, RecordView } from './view'

/** Who to talk to; phones are masked until somebody on the project asks, and each look is logged. */
export function ContactPanel({ record }: { record: RecordView }) {
  const to = `/projects/${record.id}/contacts`
  return (
    <Panel
      title="联系人"
      actions={record.may.edit && (
        <Deed to={to} label="添加" title="添加联系人" icon={Plus} size="small" tone="quiet">
          {(fetcher) => <ContactForm action={to} fetcher={fetcher} cancelTo={`/projects/${record.id}`} />}
        </Deed>
      )}
    >
      {record.contacts.length === 0 && <p className="text-grey-600">还没有登记联系人。</p>}
      <ul className="space-y-1.5">
        {record.contacts.map((contact) => (
          <Contact key={contact.id} contact={contact} projectId={record.id} mayReveal={record.may.revealPersonal} />
        ))}
      </ul>
    </Panel>
  )
}

function Contact({ contact, projectId, mayReveal }: { contact: ContactView; projectId: string; mayReveal: boolean }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-medium">{contact.name}</span>
      <span className="text-sm text-grey-600">{[contact.title, contact.ours ? '我方责任人' : '企业方'].filter(Boolean).join('，')}</span>
      {contact.values.map((value) => (
        <Phone key={value.id} {...value} action={`/projects/${projectId}/contacts/${value.id}`} mayReveal={mayReveal} name={contact.name} />
      ))}
    </li>
  )
}

function Phone({ masked, action, mayReveal, name }: { masked: string; action: string; mayReveal: boolean; name: string }) {
  const fetcher = useFetcher<{ value?: string }>()
  const shown = fetcher.data?.value
  return (
    <span className="ml-auto inline-flex items-center gap-1">
      <span>{shown ?? masked}</span>
      {mayReveal && !shown && (
        <fetcher.Form method="post" action={action} className="inline">
          <Button type="submit" size="small" tone="quiet" busy={fetcher.state !== 'idle'} aria-label={`查看${name}的电话`} title="查看会留下记录">
            查看
          </Button>
        </fetcher.Form>
      )}
    </span>
  )
}

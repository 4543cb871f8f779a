import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '~/ui/badge'
import { Field } from '~/ui/field'
import { Notice } from '~/ui/form'
import { staleOf, type FormReply } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { IntentForm, MergeForm } from '~/ui/intent-form'
import { Page, Panel } from '~/ui/page'
import { ENTRY_NAMES, type EntryKind } from '../domain/entries'
import type { ReadEntry } from '../server/entries'
import { ENTRY_PAGES } from './entry-list'

interface EntryPageProps {
  kind: EntryKind
  entry: ReadEntry
  others: readonly { id: string; name: string }[]
  mayManage: boolean
  reply: FormReply | undefined
  /** what the kind has beside its names */
  children?: ReactNode
}

/** One park or industry: its names, and what may be done to it. */
export function EntryPage({ kind, entry, others, mayManage, reply, children }: EntryPageProps) {
  const name = ENTRY_NAMES[kind]
  const errors = Object.fromEntries((reply?.errors ?? []).map(({ path, message }) => [path, message]))
  const { mergedIntoId, mergedInto, version } = entry
  const open = mayManage && !mergedIntoId
  return (
    <Page
      title={entry.name}
      note={name}
      marks={!entry.confirmed && <Badge tone="warning">待确认</Badge>}
      crumbs={[{ label: name, to: ENTRY_PAGES[kind] }, { label: entry.name }]}
      width="reading"
    >
      <div className="space-y-4">
        {reply && (reply.errors.length === 0 || staleOf(reply)) && <Notice tone="danger" title={reply.message} />}
        {mergedIntoId && (
          <Notice tone="info" title={`这个${name}已经合并`}>
            并入 <Link to={`${ENTRY_PAGES[kind]}/${mergedIntoId}`}>{mergedInto}</Link>，历史随之转入。
          </Notice>
        )}
        {open && !entry.confirmed && (
          <Panel title={`确认为新${name}`}>
            <IntentForm intent="confirm" label="确认" version={version} tone="primary" />
          </Panel>
        )}
        {children}
        {open && (
          <Panel title="改名">
            <IntentForm intent="rename" label="改名" version={version}>
              <Field
                label="新名称"
                name="name"
                error={errors.name}
                hint="原名称保留为曾用名"
                className="w-full sm:w-80"
              >
                <Input name="name" defaultValue={String(reply?.values?.name ?? entry.name)} />
              </Field>
            </IntentForm>
          </Panel>
        )}
        <Panel title="曾用名、别名">
          {entry.synonyms.length === 0 && (
            <p className="text-sm text-grey-600">还没有；台账里的其他叫法可以加在这里。</p>
          )}
          <ul className="divide-y divide-grey-200">
            {entry.synonyms.map((synonym) => (
              <li key={synonym} className="flex items-center justify-between gap-3 py-1.5">
                {synonym}
                {open && <IntentForm intent="removeSynonym" label="删除" version={version} hidden={{ synonym }} />}
              </li>
            ))}
          </ul>
          {open && (
            <div className="mt-3">
              <IntentForm intent="addSynonym" label="添加" version={version}>
                <Field label="别名" name="synonym" error={errors.synonym} className="w-full sm:w-80">
                  <Input name="synonym" autoComplete="off" defaultValue={String(reply?.values?.synonym ?? '')} />
                </Field>
              </IntentForm>
            </div>
          )}
        </Panel>
        {open && (
          <Panel title={`并入其他${name}`}>
            <MergeForm
              name={entry.name}
              version={version}
              options={others.filter(({ id }) => id !== entry.id).map(({ id, name: label }) => ({ value: id, label }))}
              placeholder={`输入${name}名称查找`}
              moves={`${name}的项目和别名`}
              error={errors.intoId}
            />
          </Panel>
        )}
      </div>
    </Page>
  )
}

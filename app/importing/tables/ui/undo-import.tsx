import { Form, Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'
import { Button, LinkButton } from '~/ui/button'
import { FormActions, Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'
import type { ImportPage } from '../server/import-page'
import type { UndoneImport } from '../server/kind'
import type { importToUndo } from '../server/undo-import'

type ToUndo = Awaited<ReturnType<typeof importToUndo>>

const NAMED = [
  ['units', '单位'],
  ['parks', '园区'],
  ['industries', '产业'],
] as const

/** What an import brought into the dictionaries, in words; null: nothing. */
function namesInWords(names: UndoneImport['names']): string | null {
  const said = NAMED.flatMap(([key, label]) => (names[key].length > 0 ? [`${label}${names[key].join('、')}`] : []))
  return said.length > 0 ? said.join('；') : null
}

/** Asks once before an import is taken back: what goes, what goes back, and what stays. */
export function UndoImportPage({ page, reply }: { page: ToUndo; reply?: FormReply }) {
  const { batch, subject, made, changed, kept, keptTotal } = page
  const names = namesInWords(page.names)
  const nothing = made + changed === 0 && names === null
  return (
    <Page
      title="撤销导入"
      width="reading"
      crumbs={[
        { label: '导入台账', to: '/imports' },
        { label: batch.fileName, to: `/imports/${batch.id}` },
        { label: '撤销导入' },
      ]}
    >
      <div className="space-y-4">
        {reply && <Notice tone="danger" title={reply.errors[0]?.message ?? reply.message} />}
        <Panel title="撤销后">
          {nothing ? (
            <p>这次导入没有可以撤销的内容。</p>
          ) : (
            <ul className="list-disc space-y-1 pl-4">
              {made > 0 && (
                <li>
                  新建的 {formatNumber(made)} 个{subject}
                  作废：不再出现在列表和统计里，按以前的口径（截至当时已知）仍在。
                </li>
              )}
              {changed > 0 && (
                <li>
                  更新的 {formatNumber(changed)} 个{subject}恢复到导入前的内容和阶段，认定和佐证随之恢复。
                </li>
              )}
              {names && <li>随导入新建、别处没有用到的一并去掉：{names}。</li>}
              <li>同一份文件可以重新导入。</li>
            </ul>
          )}
        </Panel>
        {kept.length > 0 && (
          <Panel title={`留下不动：${formatNumber(keptTotal)} 个${subject}导入后又有人办理过`}>
            <KeptList kept={kept} total={keptTotal} />
          </Panel>
        )}
        <Form method="post">
          <input type="hidden" name="version" value={batch.version} />
          <FormActions>
            <Button type="submit" tone="danger" disabled={nothing}>
              撤销导入
            </Button>
            <LinkButton to={`/imports/${batch.id}`} tone="quiet">
              取消
            </LinkButton>
          </FormActions>
        </Form>
      </div>
    </Page>
  )
}

function KeptList({
  kept,
  total,
}: {
  kept: readonly { id: string; name: string; why: string; path: string }[]
  total: number
}) {
  return (
    <ul className="space-y-1">
      {kept.map(({ id, name, why, path }) => (
        <li key={id} className="break-words">
          <Link to={path}>{name}</Link>
          <span className="ml-2 text-sm text-grey-600">{why}</span>
        </li>
      ))}
      {total > kept.length && <li className="text-grey-600">另有 {formatNumber(total - kept.length)} 个。</li>}
    </ul>
  )
}

/** On the page of an undone import: what the undoing did. */
export function WhatWasUndone({ undone, subject }: { undone: NonNullable<ImportPage['undone']>; subject: string }) {
  const { made, changed, kept, keptTotal } = undone
  const names = namesInWords(undone.names)
  return (
    <Notice title={`已撤销：${formatNumber(made)} 个新建的${subject}作废，${formatNumber(changed)} 个恢复到导入前`}>
      {names && <p>一并去掉：{names}。</p>}
      {kept.length > 0 && (
        <>
          <p className="mt-1">留下不动的 {formatNumber(keptTotal)} 个：</p>
          <KeptList kept={kept} total={keptTotal} />
        </>
      )}
    </Notice>
  )
}

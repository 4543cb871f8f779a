import { Form, useNavigation } from '@remix-run/react'
import { businessTime } from '~/shared/day'
import { Badge, type Tone } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { FormErrors, Notice } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'
import { Stat, Stats } from '~/ui/stat'
import { DataTable, type Column } from '~/ui/table'
import { RESULT_NAMES, type RowOutcome } from '../domain/rows'
import type { ReadChainImport } from '../server/import-chains'

const TONES: Record<RowOutcome['result'], Tone> = { created: 'good', updated: 'info', same: 'neutral', held: 'danger' }
const RESULTS = ['created', 'updated', 'same', 'held'] as const

const columns: Column<RowOutcome>[] = [
  { key: 'sheet', head: '工作表', nowrap: true, cell: ({ sheet }) => sheet },
  { key: 'row', head: '行', align: 'right', cell: ({ row }) => row },
  {
    key: 'what',
    head: '内容',
    primary: true,
    cell: ({ what, message }) => (
      <>
        {what || '（空）'}
        {message && <span className="block text-sm text-danger lg:hidden">{message}</span>}
      </>
    ),
  },
  {
    key: 'result',
    head: '结果',
    nowrap: true,
    cell: ({ result }) => <Badge tone={TONES[result]}>{RESULT_NAMES[result]}</Badge>,
  },
  { key: 'message', head: '原因', wideOnly: true, cell: ({ message }) => message ?? '' },
]

/** What an import of chains would do, or did, row by row; what cannot be taken first. */
export function ChainImportPage({ batch, reply }: { batch: ReadChainImport; reply: unknown }) {
  const busy = useNavigation().formMethod === 'POST'
  const said = replyOf(reply)
  const { outcomes, committedAt } = batch
  const count = (result: RowOutcome['result']) => outcomes.filter((each) => each.result === result).length
  const rows = outcomes.toSorted((one, other) => Number(other.result === 'held') - Number(one.result === 'held'))
  const writes = count('created') + count('updated')
  return (
    <Page
      title={committedAt ? '导入结果' : '导入预览'}
      crumbs={[{ label: '产业链', to: '/chains' }, { label: '导入', to: '/chains/import' }, { label: batch.fileName }]}
      note={committedAt ? `${batch.fileName}，${businessTime(committedAt)} 写入` : `${batch.fileName}，还没有写入`}
      actions={
        committedAt ? (
          <LinkButton to="/chains" tone="primary">
            看产业链
          </LinkButton>
        ) : (
          <Form method="post">
            <Button type="submit" tone="primary" busy={busy} disabled={writes === 0}>
              确认导入
            </Button>
          </Form>
        )
      }
    >
      {said && <FormErrors title={said.message} errors={[{ message: '请刷新后再看' }]} />}
      <Stats>
        {RESULTS.map((result) => (
          <Stat key={result} label={RESULT_NAMES[result]} value={count(result)} unit="行" />
        ))}
      </Stats>
      <div className="mb-4 space-y-2">
        {count('held') > 0 && (
          <Notice tone="warning">
            {`${count('held')} 行不能导入，原因见下；${committedAt ? '其余各行已经写入。' : '其余各行可以先导入。'}在文件里改好后再导入一次即可，已写入的不会重复。`}
          </Notice>
        )}
        {batch.notes.length > 0 && <Notice tone="warning">{batch.notes.join('；')}</Notice>}
        {!committedAt && writes === 0 && <Notice>没有要写入的内容。</Notice>}
      </div>
      <Panel flush>
        <DataTable
          caption="各行的结果"
          columns={columns}
          rows={rows}
          rowKey={({ sheet, row }) => `${sheet} ${row}`}
          sortParam={null}
          dense
        />
      </Panel>
    </Page>
  )
}

import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { FileSpreadsheet, PencilLine } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { listImports, type ImportListItem } from '~/importing/tables/server/list-imports'
import { uploadTable } from '~/importing/tables/server/upload-table'
import { sampleLedger } from '~/importing/projects/server/sample-ledger'
import { KIND_OPTIONS, kindAsked, LEDGER, PLOTS_KIND } from '~/importing/domain/kind-names'
import { kindsOf } from '~/importing/kinds'
import { openOptions, readingOptions } from '~/importing/plots/domain/reading-options'
import { OptionFields } from '~/importing/plots/ui/reading-options'
import { STATES } from '~/importing/tables/ui/words'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessTime } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { present } from '~/shared/present'
import { pageTitle } from '~/shared/product'
import { StatusDot } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FormErrors } from '~/ui/form'
import { Page, Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'

export const meta = () => pageTitle('导入台账')

const SIZE = 20

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const listed = await listImports(context, { offset: (page - 1) * SIZE, limit: SIZE })
  const kinds = kindsOf(context.actor, 'import.run')
  return { ...listed, page, kind: kindAsked(search.get('kind'), kinds), kinds }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'import.run')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const table = values.sample ? sampleLedger() : uploadsOf(args.context, 'file')[0]
    if (!table || table.name === '') throw invalidField('file', '请选择文件', 'required')
    const kind = values.sample ? LEDGER : kindAsked(values.kind, kindsOf(context.actor, 'import.run'))
    const options = kind === PLOTS_KIND ? openOptions(parseInput(readingOptions, values)) : undefined
    const { id } = await uploadTable(context, { ...table, kind, options })
    return redirect(`/imports/${id}`)
  })
}

const columns: Column<ImportListItem>[] = [
  { key: 'file', head: '台账', primary: true, cell: (item) => item.fileName },
  {
    key: 'state',
    head: '状态',
    nowrap: true,
    cell: (item) => {
      const { word, tone, shape } = present(STATES[item.state], item.state)
      return (
        <StatusDot tone={tone} shape={shape}>
          {word}
        </StatusDot>
      )
    },
  },
  { key: 'rows', head: '数据行', align: 'right', cell: (item) => item.rows },
  { key: 'created', head: '新建', align: 'right', cell: (item) => item.created },
  { key: 'updated', head: '更新', align: 'right', cell: (item) => item.updated },
  { key: 'waiting', head: '待处理', align: 'right', cell: (item) => item.waiting },
  { key: 'by', head: '上传', nowrap: true, cell: (item) => `${item.createdByName} ${businessTime(item.createdAt)}` },
]

export default function Imports() {
  const { items, total, page, kind, kinds } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const busy = useNavigation().formMethod === 'POST'
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page
      title="导入台账"
      note="先读取和预览，确认后才写入；读不懂的行留下待更正，一行都不会丢。"
      actions={
        <LinkButton to="/imports/corrections" tone="quiet" icon={PencilLine}>
          沿用的更正
        </LinkButton>
      }
    >
      {kinds.length > 0 && (
        <Panel title="上传" className="mb-4">
          {reply && (
            <FormErrors
              title="没有上传"
              errors={reply.errors.length > 0 ? reply.errors : [{ message: reply.message ?? '请重试' }]}
            />
          )}
          <KeptForm method="post" encType="multipart/form-data">
            <fieldset disabled={busy}>
              <Field label="内容" name="kind" className="mb-3 w-full sm:w-72">
                <Select options={KIND_OPTIONS.filter(({ value }) => kinds.includes(value))} defaultValue={kind} />
              </Field>
              <Field label="台账文件" name="file" hideLabel>
                <FileDrop
                  name="file"
                  accept=".xlsx,.csv,.xls,.et,.zip,.geojson,.json,.txt,.dxf"
                  hint={`${kinds.includes(LEDGER) ? '台账：Excel 工作簿（.xlsx，也读 .xls、.et）或 CSV；' : ''}地块：Shapefile 压缩包（.zip）、GeoJSON、报盘 TXT、DXF、界址点表或台账表格。最大 64 MB、50,000 行；表头和单位自动识别`}
                />
              </Field>
              {kinds.includes(PLOTS_KIND) && (
                <details className="mt-3" open={kind === PLOTS_KIND}>
                  <summary className="cursor-pointer text-sm">
                    地块图的坐标和文字（文件里没有说明时选，读取后也可以改）
                  </summary>
                  <div className="mt-2">
                    <OptionFields />
                  </div>
                </details>
              )}
              <div className="mt-3 flex flex-wrap items-center gap-2">
                <Button type="submit" tone="primary">
                  {busy ? '正在上传…' : '上传并预览'}
                </Button>
                {kinds.includes(LEDGER) && (
                  <>
                    <Button type="submit" name="sample" value="1" icon={FileSpreadsheet}>
                      用示例台账试一试
                    </Button>
                    <a href="/samples/signed-projects-ledger.xlsx" download className="text-sm">
                      下载示例台账
                    </a>
                  </>
                )}
              </div>
            </fieldset>
          </KeptForm>
        </Panel>
      )}
      <Panel title="导入记录" flush>
        <DataTable
          caption="导入记录"
          columns={columns}
          rows={items}
          rowKey={(item) => item.id}
          rowTo={(item) => `/imports/${item.id}`}
          sortParam={null}
          dense
          empty={
            <EmptyState title="还没有导入过台账" compact>
              {kinds.includes(LEDGER)
                ? '上传一份签约项目台账，几分钟后就能看到签约开工情况。'
                : '上传地块图或土地台账，先预览，确认后才写入。'}
            </EmptyState>
          }
        />
        {items.length > 0 && <Pager {...pages} unit="次导入" />}
      </Panel>
    </Page>
  )
}

import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { listChainImports, previewChains } from '~/importing/chains/server/import-chains'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessTime } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { pageTitle } from '~/shared/product'
import { Page, Panel } from '~/ui/page'
import { WorkbookUpload } from '~/ui/workbook-upload'

export const meta: MetaFunction = () => pageTitle('导入产业链')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  return { imports: await listChainImports(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const [file] = uploadsOf(args.context, 'file')
    if (!file || file.name === '') throw invalidField('file', '请选择文件', 'required')
    const { id } = await previewChains(context, file)
    return redirect(`/chains/import/${id}`)
  })
}

export default function ImportChains() {
  const { imports } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="导入产业链"
      width="reading"
      note="一个工作簿带产业链、节点、本地企业、目标企业四张表；先预览，确认后才写入。"
      crumbs={[{ label: '产业链', to: '/chains' }, { label: '导入' }]}
    >
      <div className="space-y-4">
        <WorkbookUpload
          hint="按模板填写，或把导出的工作簿改好再导回来；一次最多 1,000 行"
          label="上传并预览"
          template={{ to: '/chains.xlsx?template=1', label: '下载模板' }}
          reply={reply}
        />
        {imports.length > 0 && (
          <Panel title="最近的导入">
            <ul className="divide-y divide-grey-200">
              {imports.map(({ id, fileName, createdAt, committedAt }) => (
                <li key={id} className="flex flex-wrap justify-between gap-x-3 py-1.5">
                  <Link to={`/chains/import/${id}`}>{fileName}</Link>
                  <span className="text-sm text-grey-600">
                    {committedAt ? `${businessTime(committedAt)} 写入` : `${businessTime(createdAt)} 上传，没有写入`}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </Page>
  )
}

import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Download } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { listChainImports, previewChains } from '~/importing/chains/server/import-chains'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessTime } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { pageTitle } from '~/shared/product'
import { Button } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FormErrors } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'

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
  const reply = replyOf(useActionData<typeof action>())
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Page
      title="导入产业链"
      width="reading"
      note="一个工作簿带产业链、节点、本地企业、目标企业四张表；先预览，确认后才写入。"
      crumbs={[{ label: '产业链', to: '/chains' }, { label: '导入' }]}
    >
      <div className="space-y-4">
        <Panel title="上传">
          {reply && (
            <FormErrors
              title="没有上传"
              errors={reply.errors.length > 0 ? reply.errors : [{ message: reply.message ?? '请重试' }]}
            />
          )}
          <KeptForm method="post" encType="multipart/form-data">
            <fieldset disabled={busy}>
              <Field label="工作簿" name="file" hideLabel>
                <FileDrop
                  name="file"
                  accept=".xlsx,.xls,.et"
                  hint="按模板填写，或把导出的工作簿改好再导回来；一次最多 1,000 行"
                />
              </Field>
              <div className="mt-3 flex flex-wrap items-center gap-3">
                <Button type="submit" tone="primary">
                  {busy ? '正在读取…' : '上传并预览'}
                </Button>
                <a href="/chains.xlsx?template=1" download className="inline-flex items-center gap-1 text-sm">
                  <Download aria-hidden className="h-4 w-4" />
                  下载模板
                </a>
              </div>
            </fieldset>
          </KeptForm>
        </Panel>
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

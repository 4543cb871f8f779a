import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { importRules } from '~/importing/screening/server/read-rules'
import { NotRead } from '~/importing/screening/ui/not-read'
import { uploadsOf } from '~/platform/http/context'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { editableRuleSet } from '~/screening/server/edit-rule-set'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { WorkbookUpload } from '~/ui/workbook-upload'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`导入规则集 ${data?.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const { name, version, isDrafted } = await editableRuleSet(context, id)
  return { id, name, version, isDrafted }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerForm(values, async () => {
    const { version } = parseInput(seenVersion, values)
    const [file] = uploadsOf(args.context, 'file')
    const { notes } = await importRules(context, { id, version, file })
    if (notes.length > 0) return { notes }
    return redirectWithFlash(`/screening/rules/${id}/edit`, '已存为草稿，请核对后发布')
  })
}

export default function ImportRuleSet() {
  const { id, name, version, isDrafted } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      title="从工作簿导入"
      width="reading"
      note="整个规则集以文件为准，存为草稿；空档、重叠和矛盾在修改页上指出，发布后才按它预审。"
      crumbs={[
        { label: '预审规则集', to: '/screening/rules' },
        { label: name, to: `/screening/rules/${id}` },
        { label: '导入' },
      ]}
    >
      <div className="space-y-4">
        {answer && 'notes' in answer ? (
          <NotRead title="已存为草稿，有几处没有读" notes={answer.notes}>
            <Link to={`/screening/rules/${id}/edit`}>去核对草稿</Link>
          </NotRead>
        ) : (
          isDrafted && <Notice tone="info">现在的草稿会被文件里的替换，修改记录里可以查到。</Notice>
        )}
        <WorkbookUpload
          hint="把下载的工作簿改好再导回来"
          label="上传"
          template={{ to: `/screening/rules/${id}.xlsx?draft`, label: '下载现在的规则' }}
          fields={{ version: String(version) }}
          reply={answer}
        />
      </div>
    </Page>
  )
}

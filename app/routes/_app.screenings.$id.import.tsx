import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { readProposal } from '~/importing/screening/server/read-proposal'
import { NotRead } from '~/importing/screening/ui/not-read'
import { uploadsOf } from '~/platform/http/context'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { editableScreening } from '~/screening/server/read-screening'
import { ScreeningForm } from '~/screening/ui/screening-form'
import { pageTitle } from '~/shared/product'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { WorkbookUpload } from '~/ui/workbook-upload'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`导入方案 ${data?.project.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.edit')
  return editableScreening(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screening.edit')
  const { id } = routeParams(args, 'id')
  return answerForm(await formInput(args.request), async () => {
    const [file] = uploadsOf(args.context, 'file')
    return { proposal: await readProposal(context, { id, file }) }
  })
}

export default function ImportProposal() {
  const { id, project, number, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const proposal = answer && 'proposal' in answer ? answer.proposal : null
  return (
    <Page
      title="从工作簿导入"
      width="reading"
      note="填报表可以发给企业填；导入后先看一遍，保存才判定。空着的格子不改动已有内容。"
      crumbs={[
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${number} 次预审`, to: `/screenings/${id}` },
        { label: '导入' },
      ]}
    >
      <div className="space-y-4">
        {proposal ? (
          <>
            <Notice tone="info" title={`读到 ${proposal.read} 项，还没有保存`}>
              请核对下面的内容，再点“保存并判定”。
            </Notice>
            {proposal.notes.length > 0 && <NotRead title="有几处没有读" notes={proposal.notes} />}
            <div className="panel px-4 pt-4">
              <ScreeningForm
                key={JSON.stringify(proposal.values)}
                {...form}
                action={`/screenings/${id}/edit`}
                cancelTo={`/screenings/${id}`}
                reply={proposal}
              />
            </div>
          </>
        ) : (
          <WorkbookUpload
            hint="用这里下载的填报表"
            label="上传并核对"
            template={{ to: `/screenings/${id}/proposal.xlsx`, label: '下载填报表' }}
            reply={answer}
          />
        )}
      </div>
    </Page>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FileInput } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { VERDICT_NAMES } from '~/screening/domain/rules/rule-set'
import { editableScreening } from '~/screening/server/read-screening'
import { saveScreening } from '~/screening/server/save-screening'
import { ScreeningForm } from '~/screening/ui/screening-form'
import { pageTitle } from '~/shared/product'
import { withPicks } from '~/shared/versions'
import { LinkButton } from '~/ui/button'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`填写预审 ${data?.project.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.edit')
  return editableScreening(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screening.edit')
  const { id } = routeParams(args, 'id')
  const values = withPicks(await formInput(args.request), await editableScreening(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { verdict } = await saveScreening(context, { id, values })
    return redirectWithFlash(`/screenings/${id}`, `已保存：${VERDICT_NAMES[verdict]}`)
  })
}

export default function FillInScreening() {
  const { id, project, number, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="填写预审"
      width="reading"
      note="可分几次填，填一半也能存；不知道的不填，不作零。"
      crumbs={[
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${number} 次预审`, to: `/screenings/${id}` },
        { label: '填写' },
      ]}
      actions={
        <LinkButton to={`/screenings/${id}/import`} icon={FileInput}>
          从工作簿导入
        </LinkButton>
      }
    >
      <div className="panel px-4 pt-4">
        <ScreeningForm {...form} cancelTo={`/screenings/${id}`} reply={reply} />
      </div>
    </Page>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { askInput } from '~/screening/domain/opinions/opinion'
import { askableTemplates, askOpinions } from '~/screening/server/opinions/ask-opinions'
import { readScreening } from '~/screening/server/read-screening'
import { AskForm } from '~/screening/ui/opinions/ask-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('征求部门意见')

const search = (args: { request: Request }) => new URL(args.request.url).searchParams

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'opinion.ask')
  const { id, number, project } = await readScreening(context, args.params.id)
  const { templates, units } = await askableTemplates(context)
  const named = search(args).get('template')
  const insteadOf = search(args).get('insteadOf')
  // In the place of a unit that recused itself one other is asked: no template.
  const template = insteadOf && !named ? undefined : (templates.find(({ name }) => name === named) ?? templates[0])
  return {
    screening: { id, number },
    project,
    template: template?.name ?? null,
    templates: templates.map(({ name }) => name),
    rows: template?.asks ?? [],
    units,
    insteadOf,
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'opinion.ask')
  const { id } = args.params
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const asks = parseInput(askInput, values)
    await askOpinions(context, { screeningId: id, asks, insteadOf: search(args).get('insteadOf') ?? undefined })
    return redirectWithFlash(`/screenings/${id}`, `已向 ${asks.length} 个部门征求意见`)
  })
}

export default function AskOpinions() {
  const { screening, project, ...form } = useLoaderData<typeof loader>()
  const at = `/screenings/${screening.id}`
  return (
    <Page
      title="征求部门意见"
      note="从征求的当天起，这些部门可以查看这个项目。"
      crumbs={[
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${screening.number} 次预审`, to: at },
        { label: '征求部门意见' },
      ]}
    >
      <Panel>
        <AskForm {...form} cancelTo={at} reply={useActionData<typeof action>()} />
      </Panel>
    </Page>
  )
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { exceptionInput, noteInput, reopenInput, withdrawInput } from '~/screening/domain/screening'
import { concludeScreening, reopenScreening } from '~/screening/server/conclude-screening'
import { marksOf } from '~/screening/server/filing/filing'
import { decisionsOf } from '~/screening/server/meetings/read-meetings'
import { opinionsOf } from '~/screening/server/opinions/read-opinions'
import { readScreening } from '~/screening/server/read-screening'
import { allowException } from '~/screening/server/save-screening'
import { supplyFor } from '~/screening/server/supply'
import { MarksPanel } from '~/screening/ui/filing/marks'
import { DecisionPanel } from '~/screening/ui/meetings/decision-panel'
import { OpinionsPanel } from '~/screening/ui/opinions/opinions-panel'
import { ScreeningPage } from '~/screening/ui/screening-page'
import { SupplyPanel } from '~/screening/ui/supply-panel'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { FormErrors } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? `${found.page.project.name} 第 ${found.page.number} 次预审` : '预审')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  const { id } = args.params
  const [page, opinions, decisions, marks] = await Promise.all([
    readScreening(context, id),
    opinionsOf(context, id),
    decisionsOf(context, id),
    marksOf(context, id),
  ])
  const { class: grade } = page.evaluation
  const { project, inputs } = page
  const supply = grade && (await supplyFor(context, { projectId: project.id, class: grade, inputs }))
  return { page, opinions, decisions, marks, supply }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screening.conclude')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  const here = `/screenings/${id}`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'allow': {
        const { missed, ...exception } = parseInput(exceptionInput, values)
        await allowException(context, { id, ...missed, exception })
        return redirectWithFlash(here, '已按一事一议放行')
      }
      case 'withdraw':
        await allowException(context, { id, ...parseInput(withdrawInput, values).missed, exception: null })
        return redirectWithFlash(here, '已取消一事一议')
      case 'conclude': {
        const { version } = parseInput(seenVersion, values)
        await concludeScreening(context, { id, version, note: parseInput(noteInput, values).note })
        return redirectWithFlash(here, '结论已出具')
      }
      case 'reopen': {
        const { reason } = parseInput(reopenInput, values)
        await reopenScreening(context, { id, reason })
        return redirectWithFlash(here, '已重开')
      }
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function ScreeningResult() {
  const { page, opinions, decisions, marks, supply } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const refused = reply && (
    <FormErrors title={reply.message} errors={reply.errors.map(({ message }) => ({ message }))} />
  )
  return (
    <ScreeningPage {...page} refused={refused}>
      {supply && <SupplyPanel {...supply} />}
      <OpinionsPanel {...opinions} />
      <DecisionPanel {...decisions} />
      <MarksPanel {...marks} />
    </ScreeningPage>
  )
}

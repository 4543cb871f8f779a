import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { readProject } from '~/projects/server/read'
import { projectBatchesInput } from '~/promotion/domain/batch'
import { joinEventInput, leaveEventInput } from '~/promotion/domain/event'
import { promotionChoices } from '~/promotion/server/choices'
import { addToEvent, removeFromEvent } from '~/promotion/server/event-members'
import { membershipsOf } from '~/promotion/server/memberships'
import { setProjectBatches } from '~/promotion/server/set-project-batches'
import { ProjectPromotion } from '~/promotion/ui/project-promotion'
import { invalidField } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { valueAt } from '~/shared/present'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data: found }) => pageTitle(`批次与活动 ${found?.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const { id, name } = await readProject(context, routeParams(args, 'id').id)
  const [memberships, choices] = await Promise.all([membershipsOf(context, [id]), promotionChoices(context)])
  return { id, name, memberships: valueAt(memberships, id), ...choices }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const values = await formInput(args.request)
  const { id: projectId } = await readProject(context, routeParams(args, 'id').id)
  const here = `/projects/${projectId}/promotion`
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'batches') {
      const { seen, ...wanted } = parseInput(projectBatchesInput, values)
      await setProjectBatches(context, { projectId, seen, wanted })
      return redirectWithFlash(`/projects/${projectId}`, '批次已保存')
    }
    const eventId = typeof values.eventId === 'string' ? values.eventId : undefined
    if (!isId(eventId)) throw invalidField('eventId', '请选择活动', 'required')
    if (values.intent === 'join') {
      const { outcome } = parseInput(joinEventInput, values)
      await addToEvent(context, { eventId, outcome, members: [{ projectId, phaseId: null }] })
      return redirectWithFlash(here, '已列入活动')
    }
    if (values.intent !== 'leave') throw data('unknown intent', 400)
    await removeFromEvent(context, { eventId, ...parseInput(leaveEventInput, values) })
    return redirectWithFlash(here, '已移出活动')
  })
}

export default function ProjectPromotionPage() {
  const { id, name, memberships, batches, events } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="批次与活动"
      width="reading"
      crumbs={[{ label: '项目', to: '/projects' }, { label: name, to: `/projects/${id}` }, { label: '批次与活动' }]}
    >
      <ProjectPromotion projectId={id} memberships={memberships} batches={batches} events={events} reply={reply} />
    </Page>
  )
}

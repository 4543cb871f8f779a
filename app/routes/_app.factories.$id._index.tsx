import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { factoryName } from '~/land/domain/factory/factory'
import { leaseEndInput, leaseInput } from '~/land/domain/factory/factory-input'
import { factoryRecord } from '~/land/server/factory/factories'
import { letFactory, releaseFactory, tenantChoices } from '~/land/server/factory/let-factory'
import { openRevivalOf } from '~/land/server/revival/revivals'
import { removeFactory } from '~/land/server/factory/write-factory'
import { FactoryPage } from '~/land/ui/factory/factory-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? factoryName(found.floor) : '标准厂房')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'factory.read')
  const floor = await factoryRecord(context, args.params.id)
  const [choices, revival] = await Promise.all([
    floor.mayManage && floor.state === 'vacant' ? tenantChoices(context) : null,
    openRevivalOf(context, { factoryId: floor.id }),
  ])
  return { floor, choices, revival, today: businessDay(context.now) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'factory.manage')
  const { id } = args.params
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'let':
        await letFactory(context, id, parseInput(leaseInput, values))
        return redirectWithFlash(`/factories/${id}`, '已出租')
      case 'release':
        await releaseFactory(context, id, parseInput(leaseEndInput, values))
        return redirectWithFlash(`/factories/${id}`, '已退租')
      case 'remove':
        await removeFactory(context, id)
        return redirectWithFlash('/factories', '已移除')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Factory() {
  return <FactoryPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}

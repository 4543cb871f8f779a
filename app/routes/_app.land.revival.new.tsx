import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { revivalInput } from '~/land/domain/revival/revival'
import { openRevival, stockToEnter } from '~/land/server/revival/write-revival'
import { RevivalForm } from '~/land/ui/revival/revival-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('列入盘活')

/** What is to be entered: `?plot=…` or `?factory=…`. */
function stockIn({ url }: Request) {
  const search = new URL(url).searchParams
  return { plotId: search.get('plot') ?? undefined, factoryId: search.get('factory') ?? undefined }
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'revival.manage')
  const stock = await stockToEnter(context, stockIn(args.request))
  if (stock.openId) throw redirect(`/land/revival/${stock.openId}`)
  const values = { openedOn: businessDay(context.now), unitId: context.actor.unitId }
  return { stock, values, units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'revival.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await openRevival(context, stockIn(args.request), parseInput(revivalInput, values))
    return redirectWithFlash(`/land/revival/${id}`, '已列入盘活')
  })
}

export default function NewRevival() {
  const { stock, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title={`列入盘活 ${stock.name}`}
      width="reading"
      crumbs={[{ label: '盘活', to: '/land/revival' }, { label: stock.name, to: stock.to }, { label: '列入' }]}
    >
      <div className="panel max-w-[720px] px-4 py-4">
        <RevivalForm {...form} submitLabel="列入" cancelTo={stock.to} reply={reply} />
      </div>
    </Page>
  )
}

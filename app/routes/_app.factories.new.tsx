import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { factoryInput } from '~/land/domain/factory/factory-input'
import { addFactory, factoryChoices } from '~/land/server/factory/write-factory'
import { FactoryForm } from '~/land/ui/factory/factory-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('登记标准厂房')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'factory.manage')
  const search = new URL(args.request.url).searchParams
  const of = (name: string) => search.get(name) ?? undefined
  return {
    choices: await factoryChoices(context),
    values: { parkId: of('park'), building: of('building'), plotId: of('plot') },
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'factory.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await addFactory(context, parseInput(factoryInput, values))
    return redirectWithFlash(`/factories/${id}`, '厂房已登记')
  })
}

export default function NewFactory() {
  const { choices, values } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="登记标准厂房"
      width="reading"
      crumbs={[{ label: '标准厂房', to: '/factories' }, { label: '登记' }]}
      note="一层一条；同一栋的其他楼层逐层登记。"
    >
      <div className="panel px-4 pt-4">
        <FactoryForm values={values} choices={choices} cancelTo="/factories" reply={reply} />
      </div>
    </Page>
  )
}

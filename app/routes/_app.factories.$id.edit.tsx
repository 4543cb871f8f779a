import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { factoryName } from '~/land/domain/factory/factory'
import { factoryInput } from '~/land/domain/factory/factory-input'
import { editableFactory, editFactory } from '~/land/server/factory/write-factory'
import { FactoryForm } from '~/land/ui/factory/factory-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data ? factoryName(data) : '厂房'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'factory.manage')
  return editableFactory(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'factory.manage')
  const stored = await editableFactory(context, args.params.id)
  const values = withPicks(await formInput(args.request), stored)
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editFactory(context, { id: stored.id, version, facts: parseInput(factoryInput, values) })
    return redirectWithFlash(`/factories/${stored.id}`, '已保存')
  })
}

export default function EditFactory() {
  const { id, building, floor, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const name = factoryName({ building, floor })
  return (
    <Page
      title="编辑标准厂房"
      width="reading"
      crumbs={[{ label: '标准厂房', to: '/factories' }, { label: name, to: `/factories/${id}` }, { label: '编辑' }]}
    >
      <div className="panel px-4 pt-4">
        <FactoryForm {...form} cancelTo={`/factories/${id}`} reply={reply} />
      </div>
    </Page>
  )
}

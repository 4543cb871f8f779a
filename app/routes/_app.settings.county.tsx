import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { openOptions, readingOptions } from '~/importing/plots/domain/reading-options'
import { loadCounty } from '~/importing/plots/server/load-county'
import { CoordinateFields } from '~/importing/plots/ui/reading-options'
import { countyBoundary, removeCounty } from '~/land/server/map/set-county'
import { CountyPage } from '~/land/ui/map/county-page'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction = () => pageTitle('县界')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'county.manage')
  return { boundary: await countyBoundary(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'county.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'remove') {
      await removeCounty(context)
      return redirectWithFlash('/settings/county', '县界已移除')
    }
    if (values.intent !== undefined) throw data('unknown intent', 400)
    const [file] = uploadsOf(args.context, 'file')
    if (!file || file.name === '') throw invalidField('file', '请选择文件', 'required')
    await loadCounty(context, { ...file, options: openOptions(parseInput(readingOptions, values)) })
    return redirectWithFlash('/settings/county', '县界已保存')
  })
}

export default function County() {
  const { boundary } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  return <CountyPage boundary={boundary} options={<CoordinateFields />} reply={reply} />
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { filingInput, relocationInput } from '~/screening/domain/filing/filing'
import { marksOf, markRelocation, recordFiling, removeFiling } from '~/screening/server/filing/filing'
import { FilingForm, RelocationForm } from '~/screening/ui/filing/marks'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf, replyTo } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('报备和来源')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'relocation.mark')
  return marksOf(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'relocation.mark')
  const screeningId = args.params.id
  const typed = await formInput(args.request)
  const stored = await marksOf(context, screeningId)
  const values = withPicks(typed, typed.intent === 'relocation' ? stored.relocation : stored.filing)
  const back = `/screenings/${screeningId}`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'file': {
        const { version } = parseInput(seenVersion, values)
        await recordFiling(context, { screeningId, version, given: parseInput(filingInput, values) })
        return redirectWithFlash(back, '首报首谈已登记')
      }
      case 'removeFiling':
        await removeFiling(context, screeningId)
        return redirectWithFlash(back, '已移除')
      case 'relocation': {
        const { version } = parseInput(seenVersion, values)
        await markRelocation(context, { screeningId, version, given: parseInput(relocationInput, values) })
        return redirectWithFlash(back, '已保存')
      }
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Marks() {
  const { screening, project, filing, relocation, may } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const answer = replyTo(reply)
  return (
    <Page
      title="报备和来源"
      width="reading"
      crumbs={[
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${screening.number} 次预审`, to: `/screenings/${screening.id}` },
        { label: '报备和来源' },
      ]}
    >
      <div className="space-y-4">
        {may.file && (
          <Panel title="首报首谈">
            <FilingForm key={filing.version} filing={filing} reply={answer('file')} />
          </Panel>
        )}
        {may.mark && (
          <Panel title="原所在地">
            <RelocationForm key={relocation.version} relocation={relocation} reply={answer('relocation')} />
          </Panel>
        )}
      </div>
    </Page>
  )
}

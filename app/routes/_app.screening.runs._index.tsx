import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { startRunInput } from '~/screening/domain/form'
import { listRuns, runChoices } from '~/screening/server/runs/read-runs'
import { startRun } from '~/screening/server/runs/start-run'
import { RunList } from '~/screening/ui/runs/run-list'
import { StartRunForm } from '~/screening/ui/runs/start-run-form'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'
import { useLookAgain } from '~/ui/use-look-again'

export const meta: MetaFunction = () => pageTitle('全部项目重判')

const LOOK_MS = 2000

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screeningRun.read')
  const [runs, choices] = await Promise.all([listRuns(context), runChoices(context)])
  return { runs, choices }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screeningRun.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await startRun(context, parseInput(startRunInput, values).ruleSets)
    return redirectWithFlash(`/screening/runs/${id}`, { tone: 'info', text: '已开始，在后台进行' })
  })
}

export default function Runs() {
  const { runs, choices } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  useLookAgain(
    runs.some(({ state }) => state === 'running'),
    LOOK_MS,
  )
  return (
    <Page title="全部项目重判" note="规则或系数改了以后，看全部项目按现在的规则是什么结论、哪些与上次预审不同。">
      <ScreeningTabs />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {choices && (
          <Panel title="开始一次">
            <StartRunForm {...choices} reply={reply} />
          </Panel>
        )}
        <Panel title="最近的重判" flush>
          <RunList runs={runs} />
        </Panel>
      </div>
    </Page>
  )
}

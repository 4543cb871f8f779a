import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { projectsOf, runAddress, runQuery } from '~/screening/domain/runs/run'
import { cancelRun } from '~/screening/server/runs/cancel-run'
import { readRun } from '~/screening/server/runs/read-runs'
import { removeRun } from '~/screening/server/runs/remove-run'
import { resumeRun } from '~/screening/server/runs/resume-run'
import { ruleSetNames, RunStateBadge } from '~/screening/ui/runs/run-list'
import { RunActions, RunNotice, RunProgress, RunResults, RunStats } from '~/screening/ui/runs/run-page'
import { businessTime } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { formatNumber } from '~/shared/money'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { seenVersion } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Page } from '~/ui/page'
import { useLookAgain } from '~/ui/use-look-again'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? `${businessTime(found.run.startedAt)} 的重判` : '全部项目重判')

const SIZE = 50
const LOOK_MS = 2000

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screeningRun.read')
  const { id } = routeParams(args, 'id')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const query = runQuery(readAddress(runAddress, search).values)
  return { ...(await readRun(context, id, { query, page, size: SIZE })), query, page, now: context.now }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screeningRun.manage')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  const here = `/screening/runs/${id}`
  return answerFormOnce(args, context, values, async () => {
    const seen = { id, ...parseInput(seenVersion, values) }
    switch (values.intent) {
      case 'cancel':
        await cancelRun(context, seen)
        return redirectWithFlash(here, '已取消，已判的保留')
      case 'resume':
        await resumeRun(context, seen)
        return redirectWithFlash(here, { tone: 'info', text: '接着判' })
      case 'remove':
        await removeRun(context, seen)
        return redirectWithFlash('/screening/runs', '已删除')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Run() {
  const { run, transitions, results, total, mayManage, query, page, now } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  useLookAgain(run.state === 'running', LOOK_MS)
  const fromRecord = transitions.reduce((sum, one) => sum + one.fromRecord, 0)
  return (
    <Page
      title={`${businessTime(run.startedAt)} 的重判`}
      marks={<RunStateBadge state={run.state} />}
      note={`${run.startedBy}发起，按 ${run.on} 的规则和系数：${ruleSetNames(run)}。${mayManage ? '' : '只列您可以查看的项目。'}`}
      crumbs={[{ label: '全部重判', to: '/screening/runs' }, { label: businessTime(run.startedAt) }]}
      actions={<RunActions run={run} mayManage={mayManage} />}
    >
      {reply?.message && (
        <div className="mb-4">
          <Notice tone="danger" title={reply.message} />
        </div>
      )}
      {run.state === 'running' && <RunProgress run={run} />}
      <RunNotice run={run} now={now} />
      {projectsOf(transitions) > 0 && (
        <>
          <RunStats transitions={transitions} />
          <RunResults id={run.id} results={results} query={query} total={total} page={page} size={SIZE} />
          {fromRecord > 0 && (
            <p className="mt-3 text-sm text-grey-600">
              {formatNumber(fromRecord)}{' '}
              个没有预审过，按台账的用地、总投资、税收和行业判；台账没有固定资产投资，要它的规则作“资料不全”。
            </p>
          )}
        </>
      )}
    </Page>
  )
}

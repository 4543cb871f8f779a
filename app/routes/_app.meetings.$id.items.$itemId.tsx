import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { decisionInput, takeBackInput } from '~/screening/domain/meetings/meeting'
import { recordDecision, takeBackDecision } from '~/screening/server/meetings/decide'
import { readMeeting } from '~/screening/server/meetings/read-meetings'
import { sizeWords, OpinionsWords } from '~/screening/ui/meetings/agenda'
import { DecisionForm, TakeBackForm } from '~/screening/ui/meetings/decision-form'
import { DecisionWord } from '~/screening/ui/meetings/looks'
import { notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('会议决定')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'decision.record')
  const meeting = await readMeeting(context, args.params.id)
  const item = meeting.items.find(({ id }) => id === args.params.itemId)
  if (!item || !meeting.mayManage) throw notFound('议程上的这个项目')
  return { meeting, item, units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'decision.record')
  const { id: meetingId, itemId } = args.params
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'decide': {
        const { version } = parseInput(seenVersion, values)
        const given = parseInput(decisionInput, values)
        await withEvidence(uploadsOf(args.context, 'file')[0], '会议纪要', (file) =>
          recordDecision(context, { meetingId, itemId, version, given, file }),
        )
        return redirectWithFlash(`/meetings/${meetingId}`, '决定已登记')
      }
      case 'takeBack': {
        const { reason } = parseInput(takeBackInput, values)
        await takeBackDecision(context, { meetingId, itemId, reason: reason ?? '' })
        return redirectWithFlash(`/meetings/${meetingId}`, '决定已撤回')
      }
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function DecideItem() {
  const { meeting, item, units } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/meetings/${meeting.id}`
  return (
    <Page
      title={item.project.name}
      width="reading"
      note={sizeWords(item.project)}
      marks={<DecisionWord decision={item.decision} />}
      crumbs={[{ label: '会议', to: '/meetings' }, { label: meeting.name, to: at }, { label: item.project.name }]}
    >
      {meeting.quorumFault && !item.decision && (
        <div className="mb-3">
          <Notice tone="warning">
            {meeting.quorumFault}，
            <Link to={`${at}/edit`} className="underline">
              补登到会人员
            </Link>
            后才能登记决定。
          </Notice>
        </div>
      )}
      <p className="mb-3 text-sm text-grey-700">
        部门意见：
        <OpinionsWords opinions={item.opinions} />
      </p>
      <Panel title={item.decision ? '撤回决定' : '会议决定'}>
        {item.decision ? (
          <TakeBackForm cancelTo={at} reply={reply} />
        ) : (
          <DecisionForm version={item.version} unitId={item.project.unitId} units={units} cancelTo={at} reply={reply} />
        )}
      </Panel>
    </Page>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { doToTeam } from '~/parks/server/team-intents'
import { peopleToChoose, readTeam, teamChoices } from '~/parks/server/teams'
import { TeamForm } from '~/parks/ui/team-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { replyOf, replyTo } from '~/ui/form-reply'
import { IntentForm, MergeForm } from '~/ui/intent-form'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions } from '~/ui/select'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.team.name, '专班')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'team.read')
  const mayManage = can(context.actor, 'team.manage')
  const team = await readTeam(context, args.params.id)
  const [units, people, others] = mayManage
    ? await Promise.all([unitChoices(context), peopleToChoose(context), teamChoices(context)])
    : [[], [], []]
  return { team, units, people, others, mayManage: mayManage && !team.ended }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'team.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await readTeam(context, args.params.id)
    return redirectWithFlash(`/settings/teams/${id}`, await doToTeam(context, id, values))
  })
}

export default function Team() {
  const { team, units, people, others, mayManage } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const ofForm = replyTo(reply)('edit')
  const errors = Object.fromEntries((ofForm ? [] : (reply?.errors ?? [])).map(({ path, message }) => [path, message]))
  return (
    <Page
      title={team.name}
      note="专班"
      marks={team.ended && <Badge>已撤销</Badge>}
      crumbs={[{ label: '专班', to: '/settings/teams' }, { label: team.name }]}
      width="reading"
      actions={
        mayManage && (
          <ConfirmDialog
            label="撤销"
            title={`撤销专班“${team.name}”？`}
            confirmLabel="撤销"
            fields={{ intent: 'end', version: String(team.version) }}
          >
            {`${team.members.length} 名人员不再通过它看到项目；项目和历史都留着。`}
          </ConfirmDialog>
        )
      }
    >
      <div className="space-y-4">
        {reply && !ofForm && reply.errors.length === 0 && <Notice tone="danger" title={reply.message} />}
        <Panel title="概况">
          {mayManage ? (
            <TeamForm key={team.version} team={team} units={units} reply={ofForm} />
          ) : (
            <KeyValue items={[{ label: '牵头单位', value: team.unitName }]} />
          )}
        </Panel>
        <Panel title="人员">
          {team.members.length === 0 && <EmptyState compact title="还没有人员" />}
          <ul className="divide-y divide-grey-200">
            {team.members.map(({ userId, name, unitName }) => (
              <li key={userId} className="flex items-center justify-between gap-3 py-1.5">
                <span>
                  {name}
                  <span className="ml-2 text-sm text-grey-600">{unitName}</span>
                </span>
                {mayManage && (
                  <IntentForm intent="removeMember" label="移出" version={team.version} hidden={{ userId }} />
                )}
              </li>
            ))}
          </ul>
          {mayManage && (
            <div className="mt-3">
              <IntentForm intent="addMember" label="添加" version={team.version}>
                <Field label="人员" name="userId" error={errors.userId} className="w-full sm:w-80">
                  <SearchSelect
                    name="userId"
                    options={namedOptions(people)}
                    blank="请选择"
                    placeholder="输入姓名或单位查找"
                  />
                </Field>
              </IntentForm>
            </div>
          )}
        </Panel>
        {mayManage && others.length > 1 && (
          <Panel title="并入其他专班">
            <MergeForm
              name={team.name}
              version={team.version}
              options={namedOptions(others.filter(({ id }) => id !== team.id))}
              placeholder="输入专班名称查找"
              moves={`${team.members.length} 名人员和交给它的项目`}
              fate="随之撤销"
              error={errors.intoId}
            />
          </Panel>
        )}
      </div>
    </Page>
  )
}

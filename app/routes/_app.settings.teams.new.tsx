import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { unitChoices } from '~/auth/server/list-units'
import { newTeamInput } from '~/parks/domain/entries'
import { createTeam } from '~/parks/server/change-team'
import { TeamForm } from '~/parks/ui/team-form'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('新建专班')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'team.manage')
  return { units: await unitChoices(call) }
}

export async function action(args: ActionFunctionArgs) {
  const call = await requireCall(args, 'team.manage')
  const values = await formInput(args.request)
  return answerForm(values, async () => {
    const { id } = await createTeam(call, parseInput(newTeamInput, values))
    return redirectWithFlash(`/settings/teams/${id}`, '专班已新建，请添加人员')
  })
}

export default function NewTeam() {
  const { units } = useLoaderData<typeof loader>()
  return (
    <Page title="新建专班" width="reading" crumbs={[{ label: '专班', to: '/settings/teams' }, { label: '新建' }]}>
      <Panel>
        <TeamForm units={units} reply={useActionData<typeof action>()} />
      </Panel>
    </Page>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { newTeamInput } from '~/parks/domain/entries'
import { createTeam } from '~/parks/server/change-team'
import { TeamForm } from '~/parks/ui/team-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('新建专班')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'team.manage')
  return { units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'team.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createTeam(context, parseInput(newTeamInput, values))
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

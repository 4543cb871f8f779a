import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { projectInput } from '~/projects/domain/input'
import { projectChoices } from '~/projects/server/choices'
import { registerProject } from '~/projects/server/register'
import { ProjectForm } from '~/projects/ui/form/project-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('登记项目')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.register')
  return { choices: await projectChoices(context), unitId: context.actor.unitId }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.register')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const input = parseInput(projectInput, values)
    const { id } = await registerProject(context, input, { distinct: values.distinct === 'true' })
    return redirectWithFlash(`/projects/${id}`, '项目已登记')
  })
}

export default function NewProject() {
  const { choices, unitId } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="登记项目" width="reading" crumbs={[{ label: '项目', to: '/projects' }, { label: '登记' }]}>
      <ProjectForm choices={choices} values={{ unitId }} reply={reply} submitLabel="登记" cancelTo="/projects" />
    </Page>
  )
}

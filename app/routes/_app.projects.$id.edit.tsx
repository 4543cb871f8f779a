import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { projectInput } from '~/projects/domain/input'
import { projectChoices } from '~/projects/server/choices'
import { editProject } from '~/projects/server/edit'
import { editableProject } from '~/projects/server/editable'
import { withCurrent } from '~/projects/ui/form/choices'
import { ProjectForm } from '~/projects/ui/form/project-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.name ?? '项目'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id } = routeParams(args, 'id')
  const { version, name, values, locked, current } = await editableProject(context, id)
  const choices = withCurrent(await projectChoices(context), { unitId: values.unitId, current })
  return { id, version, name, values, locked, choices }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id } = routeParams(args, 'id')
  const values = withPicks(await formInput(args.request), await editableProject(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editProject(context, { id, version, input: parseInput(projectInput, values) })
    return redirectWithFlash(`/projects/${id}`, '已保存')
  })
}

export default function EditProject() {
  const { id, name, version, values, locked, choices } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="编辑项目"
      width="reading"
      crumbs={[{ label: '项目', to: '/projects' }, { label: name, to: `/projects/${id}` }, { label: '编辑' }]}
    >
      <ProjectForm
        choices={choices}
        values={values}
        locked={locked}
        version={version}
        reply={reply}
        submitLabel="保存"
        cancelTo={`/projects/${id}`}
      />
    </Page>
  )
}

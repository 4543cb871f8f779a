import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { taskInput } from '~/land/domain/plan/reduction'
import { parksOfPlots } from '~/land/server/plots'
import { editableTask, removeTask, setTask } from '~/land/server/plan/set-task'
import { TaskForm } from '~/land/ui/plan/task-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { businessDay, dayOf, yearOf } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('消化任务')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'land.setTask')
  const search = new URL(args.request.url).searchParams
  const id = search.get('id')
  const [parks, units] = await Promise.all([parksOfPlots(context), unitChoices(context)])
  if (id) {
    const { values, ...task } = await editableTask(context, id)
    return { task, values, parks, units }
  }
  const year = Number(search.get('year')) || yearOf(businessDay(context.now))
  return { task: null, values: { year: String(year), baselineOn: dayOf(year, 1, 1) }, parks, units }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'land.setTask')
  const typed = await formInput(args.request)
  const id = typeof typed.id === 'string' ? typed.id : undefined
  const values = id && typed.intent === 'set' ? withPicks(typed, await editableTask(context, id)) : typed
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'remove') {
      await removeTask(context, id)
      return redirectWithFlash('/land/three-not', '任务已移除')
    }
    if (values.intent !== 'set') throw data('unknown intent', 400)
    const seen = id ? { id, version: parseInput(seenVersion, values).version } : null
    const input = parseInput(taskInput, values)
    await setTask(context, input, seen)
    return redirectWithFlash(`/land/three-not?to=${lastDayOf(input.year, businessDay(context.now))}`, '任务已保存')
  })
}

/** The day on which the tasks of that year are seen. */
const lastDayOf = (year: number, today: string) => (yearOf(today) === year ? today : dayOf(year, 12, 31))

export default function Task() {
  const { task, values, parks, units } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="消化任务"
      width="reading"
      crumbs={[{ label: '三未土地', to: '/land/three-not' }, { label: task ? '修改任务' : '下达任务' }]}
    >
      <div className="panel max-w-[640px] px-4 py-4">
        <TaskForm task={task} values={values} parks={parks} units={units} reply={reply} />
      </div>
    </Page>
  )
}

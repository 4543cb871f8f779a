import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { readPlot } from '~/land/server/plots'
import { undoDescent } from '~/land/server/descent/undo-descent'
import { formInput } from '~/platform/http/form-answer'
import { AppError } from '~/shared/errors'
import { redirectWithFlash } from '~/ui/flash'

/** The way back is a button of the plot's page. */
export async function loader(args: LoaderFunctionArgs) {
  const { id } = await readPlot(await requireContext(args, 'plot.draw'), args.params.id)
  return redirect(`/plots/${id}`)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.draw')
  const page = `/plots/${args.params.id}`
  try {
    await undoDescent(context, { id: args.params.id, input: await formInput(args.request) })
    return redirectWithFlash(page, '已撤回，原地块恢复使用')
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 409) throw error
    return redirectWithFlash(page, { tone: 'danger', text: error.userMessage })
  }
}

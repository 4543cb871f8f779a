import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { opinionInput, recusalInput } from '~/screening/domain/opinions/opinion'
import { answerOpinion, recuseOpinion } from '~/screening/server/opinions/answer-opinion'
import { withdrawOpinion } from '~/screening/server/opinions/ask-opinions'
import { readOpinion } from '~/screening/server/opinions/read-opinions'
import { OpinionPage } from '~/screening/ui/opinions/opinion-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? `${found.opinion.unit.name}的意见` : '部门意见')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'opinion.read')
  const read = await readOpinion(context, args.params.id)
  return { ...read, units: read.opinion.mayAnswer ? await unitChoices(context) : [] }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'opinion.answer')
  const { id } = args.params
  const typed = await formInput(args.request)
  const { opinion, values: stored } = await readOpinion(context, id)
  const values = withPicks(typed, { version: opinion.version, values: stored })
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'answer': {
        const { version } = parseInput(seenVersion, values)
        const given = parseInput(opinionInput, values)
        await withEvidence(uploadsOf(args.context, 'file')[0], '部门意见', (file) =>
          answerOpinion(context, { id, version, given, file }),
        )
        return redirectWithFlash(`/opinions/${id}`, '意见已提交')
      }
      case 'recuse': {
        const { version } = parseInput(seenVersion, values)
        await recuseOpinion(context, { id, version, given: parseInput(recusalInput, values) })
        return redirectWithFlash('/opinions', '已登记回避')
      }
      case 'withdraw': {
        const { screeningId } = await withdrawOpinion(context, id)
        return redirectWithFlash(`/screenings/${screeningId}`, '已撤回')
      }
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Opinion() {
  return <OpinionPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { everyIn } from '~/pipeline/domain/page-choices'
import { answerPage } from '~/pipeline/server/page'
import { pipelineFigures } from '~/pipeline/server/pipeline-figures'
import { sentencesOf } from '~/pipeline/server/sentences'
import { Overview } from '~/pipeline/ui/overview'
import { PipelinePage, samePage } from '~/pipeline/ui/pipeline-page'
import { pageTitle } from '~/shared/product'

export const meta = () => pageTitle('签约开工')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input, basis }, search) => {
    const [page, sentences] = await Promise.all([
      pipelineFigures(context, { ...input, by: everyIn(search) }),
      sentencesOf(context, basis),
    ])
    return { page, sentences }
  })
}

export default function Pipeline() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  return (
    <PipelinePage {...asked}>
      {figures && (
        <Overview
          figures={figures.page}
          sentences={figures.sentences}
          basis={asked.question.basis}
          page={samePage(asked.question)}
        />
      )}
    </PipelinePage>
  )
}

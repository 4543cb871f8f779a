import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { wordAnswer } from '~/platform/word-document'
import { screeningOpinion } from '~/screening/server/opinion'

/** The 综合预审意见书 for Word. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  const { project, number, document } = await screeningOpinion(context, args.params.id)
  return wordAnswer(`综合预审意见书 ${project.name} 第${number}次.docx`, document)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { brochureDocument } from '~/land/domain/matching/brochure'
import { askedBrochure, brochure } from '~/land/server/matching/brochure'
import { wordAnswer } from '~/platform/word-document'

/** The 选址推介书 of this address for Word. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const found = await brochure(context, askedBrochure(new URL(args.request.url).searchParams))
  return wordAnswer(`选址推介书 ${found.today}.docx`, brochureDocument(found))
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { screeningOpinion } from '~/screening/server/opinion'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Page } from '~/ui/page'
import { PrintButton } from '~/ui/print'
import { DocumentView } from '~/ui/written-document'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`预审意见书 ${data?.project.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  return screeningOpinion(context, args.params.id)
}

export default function ScreeningOpinion() {
  const { id, project, number, document } = useLoaderData<typeof loader>()
  return (
    <Page
      title="综合预审意见书"
      crumbs={[
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${number} 次预审`, to: `/screenings/${id}` },
        { label: '意见书' },
      ]}
      actions={
        <>
          <LinkButton to={`/screenings/${id}/opinion.docx`} reloadDocument>
            下载 Word
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <DocumentView {...document} />
    </Page>
  )
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { CANDIDATES } from '~/screening/domain/comparison'
import { readCandidates } from '~/screening/server/read-screening'
import { Comparison } from '~/screening/ui/comparison'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { Landscape, PrintButton } from '~/ui/print'

export const meta: MetaFunction = () => pageTitle('预审比较')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  return readCandidates(context, new URL(args.request.url).searchParams.getAll('id'))
}

export default function CompareScreenings() {
  const { candidates, leftOut } = useLoaderData<typeof loader>()
  return (
    <Page
      title="预审比较"
      crumbs={[{ label: '项目预审', to: '/screening' }, { label: '比较' }]}
      actions={candidates.length > 0 && <PrintButton />}
    >
      <Landscape paper="A4" />
      {leftOut > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`一页最多比较 ${CANDIDATES} 个，另有 ${leftOut} 个没有列入。`}</Notice>
        </div>
      )}
      {candidates.length === 0 ? (
        <EmptyState title="还没有选预审" actions={<LinkButton to="/screening">去选</LinkButton>}>
          在项目预审里勾选 2 到 {CANDIDATES} 个，再比较。
        </EmptyState>
      ) : (
        <Comparison candidates={candidates} />
      )}
    </Page>
  )
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { plotCard } from '~/land/server/plot-card'
import { PlotCard } from '~/land/ui/plot-card'
import { pageTitle } from '~/shared/product'
import { Page } from '~/ui/page'
import { PrintButton, PrintedBy } from '~/ui/print'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `地块卡片 ${data.plot.code}` : '地块卡片')

export async function loader(args: LoaderFunctionArgs) {
  return plotCard(await requireContext(args, 'plot.read'), args.params.id)
}

export default function Card() {
  const { plot, drawn, county, day, person } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`地块卡片 ${plot.code}`}
      width="reading"
      crumbs={[{ label: '土地台账', to: '/plots' }, { label: plot.code, to: `/plots/${plot.id}` }, { label: '卡片' }]}
      actions={<PrintButton />}
      printed={
        <PrintedBy day={day} person={person}>
          {county}
        </PrintedBy>
      }
    >
      <PlotCard plot={plot} drawn={drawn} />
    </Page>
  )
}

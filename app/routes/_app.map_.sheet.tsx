import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { readPlotAddress } from '~/land/domain/plot-address'
import { mapSheet } from '~/land/server/map/map-sheet'
import { parksOfPlots } from '~/land/server/plots'
import { MapSheetDrawing } from '~/land/ui/map/map-sheet'
import { activePlotFilters } from '~/land/ui/plot-filters'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Landscape, PrintButton } from '~/ui/print'

export const meta = () => pageTitle('打印 A3 图')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const { filter, ignored } = readPlotAddress(new URL(args.request.url).searchParams)
  const [printed, parks] = await Promise.all([mapSheet(context, filter), parksOfPlots(context)])
  return { ...printed, parks, ignored }
}

export default function Sheet() {
  const { parks, ignored, ...printed } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const shown = activePlotFilters(params, { parks }, ignored).filter(({ params: names }) => !names.includes('bbox'))
  const note = shown.map(({ label, value }) => `${label}：${String(value)}`).join('，')
  return (
    <div className="px-4 py-4 md:px-6 print:p-0">
      <Landscape paper="A3" />
      <header className="mb-4 flex flex-wrap items-center justify-between gap-2 print:hidden">
        <div>
          <h1 className="text-xl">打印 A3 图</h1>
          <p className="mt-0.5 text-sm text-grey-600">打印时选 A3 横向、缩放 100%，图上距离即与比例尺相符。</p>
        </div>
        <p className="flex gap-2">
          <LinkButton to={`/map?${params}`}>回到地图</LinkButton>
          <PrintButton />
        </p>
      </header>
      <div className="panel p-3 print:border-0 print:p-0">
        <MapSheetDrawing {...printed} note={note} />
      </div>
    </div>
  )
}

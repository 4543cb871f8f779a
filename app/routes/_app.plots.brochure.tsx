import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useLocation } from '@remix-run/react'
import { FileText } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { BROCHURE_PLOTS, brochureHead, brochureRows } from '~/land/domain/matching/brochure'
import { askedBrochure, brochure } from '~/land/server/matching/brochure'
import { BrochureMap } from '~/land/ui/matching/brochure-map'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { Landscape, PrintButton, PrintedBy } from '~/ui/print'

export const meta: MetaFunction = () => pageTitle('选址推介书')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  return brochure(context, askedBrochure(new URL(args.request.url).searchParams))
}

export default function PlotBrochure() {
  const { items, places, project, leftOut, county, today, person } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const rows = brochureRows(items)
  return (
    <Page
      title="选址推介书"
      crumbs={
        project
          ? [
              { label: project.name, to: `/projects/${project.id}` },
              { label: '选址匹配', to: `/projects/${project.id}/plot-matches` },
              { label: '选址推介书' },
            ]
          : [{ label: '土地台账', to: '/plots' }, { label: '选址推介书' }]
      }
      note={project && `为“${project.name}”推荐`}
      printed={
        <PrintedBy day={today} person={person}>
          {county} 选址推介书
        </PrintedBy>
      }
      actions={
        items.length > 0 && (
          <>
            <LinkButton to={`/plots/brochure.docx${search}`} icon={FileText} reloadDocument>
              Word
            </LinkButton>
            <PrintButton />
          </>
        )
      }
    >
      <Landscape paper="A4" />
      {leftOut > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`一页最多 ${BROCHURE_PLOTS} 处，另有 ${leftOut} 处没有列入。`}</Notice>
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState
          title="还没有选地块或厂房"
          actions={<LinkButton to={project ? `/projects/${project.id}/plot-matches` : '/plots'}>去选地块</LinkButton>}
        >
          在“选址匹配”里勾选 2 到 {BROCHURE_PLOTS} 处地块或厂房，再生成推介书。
        </EmptyState>
      ) : (
        <div className="panel overflow-x-auto">
          <table className="w-full min-w-[640px] table-fixed text-sm print:min-w-0">
            <caption className="sr-only">地块和厂房比较</caption>
            <thead>
              <tr className="align-bottom">
                <th scope="col" className="w-28 px-3 py-2 text-left font-normal text-grey-600">
                  地块、厂房
                </th>
                {items.map((item) => {
                  const { title, name, to } = brochureHead(item)
                  return (
                    <th key={item.id} scope="col" className="px-3 py-2 text-left">
                      <Link to={to}>{title}</Link>
                      {name && <span className="block font-normal text-grey-600">{name}</span>}
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody>
              {Object.values(places).length > 0 && (
                <tr className="border-t border-grey-200 align-top">
                  <th scope="row" className="px-3 py-2 text-left font-normal text-grey-600">
                    园区内的位置（上北）
                  </th>
                  {items.map((item) => {
                    const place = places[item.id]
                    return (
                      <td key={item.id} className="px-3 py-2">
                        {place && <BrochureMap place={place} code={brochureHead(item).title} />}
                        {place === null && '没有图形'}
                      </td>
                    )
                  })}
                </tr>
              )}
              {rows.map(({ label, cells }) => (
                <tr key={label} className="border-t border-grey-200 align-top">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal text-grey-600">
                    {label}
                  </th>
                  {cells.map((cell, at) => (
                    <td key={items[at]?.id ?? at} className="px-3 py-1.5">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

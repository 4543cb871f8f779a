import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { routeParams } from '~/platform/http/route-params'
import { tryDraft } from '~/screening/server/try-draft'
import { ChangedVerdicts, Hits } from '~/screening/ui/rules/dry-run-result'
import { businessDay, yearOf } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { Notice } from '~/ui/form'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`试算 ${data?.name ?? '规则集'}`)

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const page = pageNumber(new URL(args.request.url).searchParams)
  const { run, ...tried } = await tryDraft(context, id, yearOf(businessDay(context.now)) - 1)
  const changed = run?.changed ?? []
  const shown = changed.slice((page - 1) * SIZE, page * SIZE)
  return { ...tried, page, shown, changed: changed.length, run: run && { ...run, changed: null } }
}

export default function TryRuleSet() {
  const { id, name, year, against, faults, draft, run, total, fromRecord, page, shown, changed } =
    useLoaderData<typeof loader>()
  const pages = usePages({ total: changed, page, size: SIZE, shown: shown.length })
  return (
    <Page
      title="试算"
      note={`按草稿重判 ${year} 年签约或预审的项目，只算您可以查看的。不保存。`}
      crumbs={[
        { label: '预审规则集', to: '/screening/rules' },
        { label: name, to: `/screening/rules/${id}` },
        { label: '试算' },
      ]}
    >
      {!run || !draft ? (
        <Notice tone="warning" title={`草稿还有 ${faults} 处要改，不能试算`}>
          <Link to={`/screening/rules/${id}/edit`}>去改草稿</Link>
        </Notice>
      ) : (
        <div className="max-w-[1040px] space-y-4">
          <p className="text-lg">
            {against === null
              ? `还没有发布过，没有可比的版本；${year} 年 ${run.total} 个项目，符合 ${run.verdicts.pass} 个、有条件符合 ${run.verdicts.conditional} 个、不符合 ${run.verdicts.fail} 个、资料不全 ${run.verdicts.unknown} 个。`
              : `在此草稿下，${year} 年 ${run.total} 个项目中 ${changed} 个结论改变（与第 ${against} 版比）。`}
          </p>
          {total > run.total + run.outside && (
            <Notice tone="info">
              这一年共 {total} 个项目，只试算了最早的 {run.total + run.outside} 个。
            </Notice>
          )}
          {run.outside > 0 && <Notice tone="info">另有 {run.outside} 个不在草稿的适用范围，没有判。</Notice>}
          {fromRecord > 0 && (
            <Notice tone="info">
              {fromRecord}{' '}
              个没有预审过，按台账的用地、总投资、税收和行业判；台账没有固定资产投资，要它的规则作“资料不全”。
            </Notice>
          )}
          {against !== null && (
            <Panel title="结论改变的项目" flush>
              <ChangedVerdicts rows={shown} />
              {changed > SIZE && (
                <div className="border-t border-grey-200">
                  <Pager {...pages} unit="个项目" />
                </div>
              )}
            </Panel>
          )}
          <Hits run={{ ...run, changed: null }} draft={draft} />
        </div>
      )}
    </Page>
  )
}

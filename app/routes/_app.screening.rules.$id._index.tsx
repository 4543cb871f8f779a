import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Copy, Download, FileInput, Pencil } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parkNameOf, ruleSetPage } from '~/screening/server/rule-set-list'
import { switchRuleSet } from '~/screening/server/use-rule-set'
import { RuleSetChanges, RuleSetHistory } from '~/screening/ui/rules/rule-set-history'
import { Switch } from '~/screening/ui/rules/rule-set-list'
import { RuleSetView } from '~/screening/ui/rules/rule-set-view'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.page.name ?? '规则集')

/** A version's number in the address. */
function versionIn(search: URLSearchParams, name: string): number | null {
  const given = search.get(name) ?? ''
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.read')
  const { id } = routeParams(args, 'id')
  const search = new URL(args.request.url).searchParams
  const page = await ruleSetPage(context, id, {
    version: versionIn(search, 'version'),
    compare: versionIn(search, 'compare'),
  })
  const parkName = page.ruleSet?.parkId ? await parkNameOf(page.ruleSet.parkId) : null
  return { page, parkName, mayManage: can(context.actor, 'ruleSet.manage') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'ruleSet.manage')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const told = await switchRuleSet(context, { ...values, id })
    return redirectWithFlash(`/screening/rules/${id}`, told)
  })
}

export default function RuleSet() {
  const { page, parkName, mayManage } = useLoaderData<typeof loader>()
  const { id, name, readyMade, inUse, isDrafted, basedOn, versions, inForce, shown, ruleSet, compared } = page
  return (
    <Page
      title={name}
      crumbs={[{ label: '预审规则集', to: '/screening/rules' }, { label: name }]}
      marks={
        <>
          {readyMade && <Badge>样板</Badge>}
          {inUse ? <Badge tone="good">启用</Badge> : <Badge>未启用</Badge>}
          {shown !== null && shown !== inForce && <Badge tone="info">第 {shown} 版，不是现行</Badge>}
        </>
      }
      note={
        basedOn && (
          <>
            取自 <Link to={`/screening/rules/${basedOn.id}`}>{basedOn.name}</Link>
          </>
        )
      }
      actions={
        <>
          {mayManage && <Switch {...page} number={inForce} next={versions[0] ?? null} />}
          {mayManage && (
            <LinkButton to={`/screening/rules/new?from=${id}`} icon={Copy}>
              {readyMade ? '取为本地' : '复制'}
            </LinkButton>
          )}
          {ruleSet && (
            <LinkButton
              to={`/screening/rules/${id}.xlsx${shown === null ? '' : `?version=${shown}`}`}
              icon={Download}
              reloadDocument
            >
              导出
            </LinkButton>
          )}
          {mayManage && !readyMade && (
            <LinkButton to={`/screening/rules/${id}/import`} icon={FileInput}>
              导入
            </LinkButton>
          )}
          {mayManage && !readyMade && (
            <LinkButton to={`/screening/rules/${id}/edit`} tone="primary" icon={Pencil}>
              {isDrafted ? '接着改草稿' : '修改'}
            </LinkButton>
          )}
        </>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="min-w-0 space-y-4">
          {compared && shown !== null && (
            <RuleSetChanges
              title={`第 ${compared.number} 版与第 ${shown} 版的不同`}
              heads={[`第 ${compared.number} 版`, `第 ${shown} 版`]}
              changes={compared.changes}
            />
          )}
          {ruleSet ? (
            <RuleSetView ruleSet={ruleSet} parkName={parkName} />
          ) : (
            <Panel>
              <EmptyState title="还没有发布过" compact>
                草稿改好、发布后，项目才按它预审。
              </EmptyState>
            </Panel>
          )}
        </div>
        {readyMade ? (
          <Panel title="样板">
            <p className="text-sm text-grey-700">
              随系统提供，不能修改；数字以所列文件为准，标“待核”的请先核对。取为本地后按本地文件改。
            </p>
          </Panel>
        ) : (
          <RuleSetHistory id={id} versions={versions} inForce={inForce} shown={shown} />
        )}
      </div>
    </Page>
  )
}

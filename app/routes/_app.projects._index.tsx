import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { FileSpreadsheet, Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { chainNodeNames } from '~/chains/server/choices'
import { LEDGER } from '~/importing/domain/kind-names'
import { askedProjects, asTheyWere } from '~/pipeline/server/asked-projects'
import { figureChips } from '~/pipeline/ui/figure-chips'
import { formFields } from '~/platform/http/context'
import { USUAL_COLUMNS } from '~/projects/domain/list-columns'
import { projectChoices } from '~/projects/server/choices'
import { COUNTED_AT_ONCE } from '~/projects/domain/list-address'
import { listProjects } from '~/projects/server/list'
import { chooseListColumns, listColumns } from '~/projects/server/list-columns'
import { projectRecord } from '~/projects/server/record'
import { recordView } from '~/projects/server/record-view'
import { projectColumns } from '~/projects/ui/list/columns'
import { activeFilters, filterWords, MainFilters, MoreFilters, QuickFilters } from '~/projects/ui/list/filters'
import { ProjectList } from '~/projects/ui/list/project-list'
import { QuickLook } from '~/projects/ui/list/quick-look'
import { promotionNames } from '~/promotion/server/choices'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { isId } from '~/shared/id'
import { LinkButton } from '~/ui/button'
import { ColumnChooser } from '~/ui/column-chooser'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Landscape, PrintButton, PrintedBy } from '~/ui/print'
import { useSearchHref } from '~/ui/search-params'
import { chosenColumns } from '~/ui/table'

export const meta: MetaFunction = () => pageTitle('项目')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const search = new URL(args.request.url).searchParams
  const today = businessDay(context.now)
  const asked = askedProjects(context, search)
  const { filter, sort, page, per, ignored, within, asOf } = asked
  const look = search.get('look') ?? undefined
  const countUpTo = search.get('count') === 'exact' || page * per >= COUNTED_AT_ONCE ? undefined : COUNTED_AT_ONCE
  const columns = await listColumns(context)
  const [{ items, total, totalIsLeast }, choices, promotion, chainNodes, record, { countyName }] = await Promise.all([
    listProjects(context, { filter, sort, limit: per, offset: (page - 1) * per, within, countUpTo, columns }),
    projectChoices(context),
    promotionNames(context, { batch: search.get('batch'), event: search.get('event') }),
    chainNodeNames(context, search.get('chainNode')),
    isId(look) ? projectRecord(context, look).then(recordView) : null,
    systemNames(),
  ])
  return {
    items: await asTheyWere(items, asked),
    total,
    totalIsLeast,
    page,
    per,
    ignored,
    columns,
    record,
    choices: {
      units: choices.units,
      parks: choices.parks,
      words: choices.words,
      ...promotion,
      chainNodes,
    },
    today,
    asOf,
    mayRegister: can(context.actor, 'project.register'),
    mayImport: can(context.actor, 'import.run', { kind: LEDGER }),
    ownUnit: context.actor.unitId !== null,
    countyName,
    person: context.actor.name,
  }
}

/** The columns that the list shows are the account's own. */
export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const asked = await formFields(args.request)
  await chooseListColumns(context, { columns: asked.has('usual') ? [] : asked.getAll('columns[]') })
  const { searchParams } = new URL(args.request.url)
  searchParams.delete('index')
  return redirect(`/projects?${searchParams}`)
}

/** With more columns the letters on A4 would be smaller than 6 points. */
const READABLE_ON_A4 = 20

export default function Projects() {
  const {
    items,
    total,
    totalIsLeast,
    page,
    per,
    ignored,
    columns: chosen,
    record,
    choices,
    today,
    asOf,
    mayRegister,
    mayImport,
    ownUnit,
    countyName,
    person,
  } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const href = useSearchHref()
  const pages = usePages({ total, totalIsLeast, page, size: per, shown: items.length })
  const columns = projectColumns({ asOf, lookHref: (id) => href({ look: id }) })
  const boxed = chosen.join() !== USUAL_COLUMNS.join()
  const active = [...activeFilters(params, choices, ignored), ...figureChips(params)]

  return (
    <Page
      title="项目"
      actions={
        mayRegister && (
          <LinkButton to="/projects/new" tone="primary" icon={Plus}>
            登记项目
          </LinkButton>
        )
      }
    >
      <FilterBar
        active={active}
        keep={['sort', 'per']}
        more={<MoreFilters choices={choices} />}
        actions={
          <>
            <QuickFilters ownUnit={ownUnit} more={[toVerify(today)]} />
            <span className="hidden md:block">
              <ColumnChooser columns={columns} shown={chosen} />
            </span>
            {total > 0 && (
              <LinkButton to={`/projects.xlsx?${params}`} reloadDocument icon={FileSpreadsheet}>
                导出 Excel
              </LinkButton>
            )}
            <span className="hidden md:block">
              <PrintButton />
            </span>
          </>
        }
      >
        <MainFilters choices={choices} />
      </FilterBar>
      {ignored.length > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`“${filterWords(ignored)}”无法识别，列表没有按它筛选或排序；填写的内容留在筛选栏里，可以修改。`}</Notice>
        </div>
      )}
      {chosen.length > USUAL_COLUMNS.length && <Landscape paper={chosen.length > READABLE_ON_A4 ? 'A3' : 'A4'} />}
      <div className="panel">
        <ProjectList
          columns={chosenColumns(columns, chosen)}
          boxed={boxed}
          printed={
            <PrintedBy day={today} person={person}>
              {countyName} 项目
            </PrintedBy>
          }
          rows={items}
          asOf={asOf}
          lookingAt={record?.id ?? null}
          empty={
            <Empty filtered={active.length > 0} beyond={total > 0} mayRegister={mayRegister} mayImport={mayImport} />
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目">
              <PerPage per={per} />
            </Pager>
          </div>
        )}
      </div>
      {record && <QuickLook record={record} today={today} closeTo={href({ look: null })} />}
    </Page>
  )
}

/** 待核: signed, the signing or the start not verified; the same projects as behind that number of the pipeline page. */
const toVerify = (today: string) => ({ label: '待核', set: { asOf: today, unclear: 'unverified' } })

function PerPage({ per }: { per: number }) {
  const href = useSearchHref()
  return (
    <span className="hidden items-center gap-1.5 sm:flex">
      每页
      {[25, 50, 100].map((size) => (
        <Link
          key={size}
          to={href({ per: size === 25 ? null : size, page: null })}
          aria-current={size === per ? 'true' : undefined}
          className={size === per ? 'font-semibold text-ink' : undefined}
        >
          {size}
        </Link>
      ))}
    </span>
  )
}

function Empty({
  filtered,
  beyond,
  mayRegister,
  mayImport,
}: {
  filtered: boolean
  beyond: boolean
  mayRegister: boolean
  mayImport: boolean
}) {
  const href = useSearchHref()
  if (beyond) {
    return <EmptyState title="没有这一页" actions={<LinkButton to={href({ page: null })}>回到第一页</LinkButton>} />
  }
  if (filtered) {
    return (
      <EmptyState title="没有符合条件的项目" actions={<LinkButton to="/projects">清除全部筛选</LinkButton>}>
        去掉一两个筛选条件再看；其他单位未签约的项目不在您的查看范围内。
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="还没有项目"
      actions={
        <>
          {mayRegister && (
            <LinkButton to="/projects/new" tone="primary">
              登记第一个项目
            </LinkButton>
          )}
          {mayImport && <LinkButton to="/imports">导入台账</LinkButton>}
        </>
      }
    >
      从一条线索开始登记，或把现有的 Excel 台账导入进来。
    </EmptyState>
  )
}

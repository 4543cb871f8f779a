import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { FileSpreadsheet } from 'lucide-react'
import { MOST_OF_A_NAME, readAuditAddress } from '~/audit/domain/audit-address'
import { auditActionWords, auditSubjectWords } from '~/audit/domain/words'
import { auditedPerson, auditedThing, auditedWhole, listAudit } from '~/audit/server/list-audit'
import { AuditTable } from '~/audit/ui/audit-table'
import { requireContext } from '~/auth/server/request-context'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { buttonClass, LinkButton } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Notice } from '~/ui/form'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { useSearchHref } from '~/ui/search-params'
import { Select, wordOptions } from '~/ui/select'

export const meta = () => pageTitle('审计日志')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'audit.read')
  const query = new URL(args.request.url).searchParams
  const { filter, days } = readAuditAddress(query, businessDay(context.now))
  const [page, actor, thing, whole] = await Promise.all([
    listAudit(context, { ...filter, cursor: query.get('cursor') ?? undefined }),
    filter.actorId ? auditedPerson(context, filter.actorId) : undefined,
    auditedThing(context, filter),
    filter.partOf ? auditedWhole(context, filter.partOf) : undefined,
  ])
  return { ...page, filter, days, actor, thing, whole, actions: auditActionWords(), subjects: auditSubjectWords() }
}

export default function AuditLog() {
  const { items, next, isCut, filter, days, actor, thing, whole, actions, subjects } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const href = useSearchHref()
  const chip = (param: string, label: string, value: string | undefined): ActiveFilter[] =>
    value === undefined ? [] : [{ params: [param], label, value }]
  const active = [
    ...chip(
      'part',
      '属于',
      filter.partOf && (whole ? [whole.title, whole.name].filter(Boolean).join(' ') : '一次操作'),
    ),
    ...chip('actor', '人员', filter.actorId && (actor ?? '未知人员')),
    ...chip('who', '姓名或登录名', filter.person),
    ...chip('action', '操作', filter.action && actions[filter.action]),
    ...chip('type', '对象类别', filter.subjectType && subjects[filter.subjectType]),
    ...chip('id', '对象', filter.subjectId && (thing ?? '已不存在或无权查看')),
    ...chip('object', '对象名称', filter.object),
    ...chip('from', '从', filter.from),
    ...chip('to', '到', filter.to),
  ]
  return (
    <Page
      title="审计日志"
      note="谁在何时、从哪里、做了什么。只能追加，不能修改或删除。"
      actions={
        <LinkButton to={`/settings/audit.xlsx?${params}`} reloadDocument icon={FileSpreadsheet}>
          导出
        </LinkButton>
      }
    >
      <FilterBar
        active={active}
        keep={['actor', 'id', 'part']}
        more={
          <>
            <Field label="操作" name="action">
              <Select blank="全部操作" defaultValue={filter.action} options={wordOptions(actions)} />
            </Field>
            <Field label="从（含）" name="from" error={days.from.fault}>
              <DayInput wanted="first" defaultValue={filter.from ?? days.from.typed} />
            </Field>
            <Field label="到（含）" name="to" error={days.to.fault}>
              <DayInput wanted="last" defaultValue={filter.to ?? days.to.typed} />
            </Field>
          </>
        }
      >
        <Input
          name="who"
          aria-label="姓名或登录名"
          placeholder="姓名或登录名"
          defaultValue={filter.person}
          className="!w-36"
        />
        <Select
          name="type"
          aria-label="对象类别"
          blank="全部对象"
          defaultValue={filter.subjectType}
          className="!w-36"
          options={wordOptions(subjects)}
        />
        <Input
          name="object"
          aria-label="对象名称"
          placeholder="对象名称"
          defaultValue={filter.object}
          className="!w-40"
        />
      </FilterBar>
      {isCut && (
        <div className="mb-3">
          <Notice tone="warning">{`叫这个名称的超过 ${MOST_OF_A_NAME} 个，下面只有其中最近的 ${MOST_OF_A_NAME} 个的记录；请写得更具体。`}</Notice>
        </div>
      )}
      <div className="panel">
        <AuditTable events={items} />
        <nav aria-label="翻页" className="flex justify-end gap-2 px-3 py-2">
          {params.has('cursor') && (
            <Link to={href({ cursor: null })} className={buttonClass('plain', 'small')}>
              最新
            </Link>
          )}
          {next && (
            <Link to={href({ cursor: next })} rel="next" className={buttonClass('plain', 'small')}>
              更早
            </Link>
          )}
        </nav>
      </div>
    </Page>
  )
}

import { Link } from '@remix-run/react'
import { businessTime } from '~/shared/day'
import { keysOf } from '~/shared/records'
import { Badge, StatusDot } from '~/ui/badge'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable, type Column } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import type { StageMove, ValueChange } from '../domain/edition'
import type { DifferenceTab, EditionPage } from '../server/edition-page'
import { DIFFERENCE_NAMES } from './edition-words'

type Item = EditionPage['items'][number]

interface DifferencesProps {
  page: EditionPage & { tab: DifferenceTab; page: number; size: number }
}

/** What a newer edition says otherwise than the one before it, before it is committed and after. */
export function EditionDifferences({ page }: DifferencesProps) {
  const { batch, of, counts, subject, tab, items } = page
  const pages = usePages({ total: counts[tab], page: page.page, size: page.size, shown: items.length })
  const shown = keysOf(DIFFERENCE_NAMES).filter((each) => of || each !== 'gone' || each === tab)
  return (
    <Page
      title={of ? '与上一期的差异' : `与已有${subject}的差异`}
      crumbs={[
        { label: '导入台账', to: '/imports' },
        { label: batch.fileName, to: `/imports/${batch.id}` },
      ]}
      note={of ? `上一期：${of.fileName}，${businessTime(of.committedAt)} 导入` : undefined}
    >
      <Tabs
        label="差异"
        items={shown.map((each) => ({
          label: DIFFERENCE_NAMES[each],
          to: `?tab=${each}`,
          active: each === tab,
          count: counts[each],
        }))}
      />
      <p className="mb-2 text-sm text-grey-600">{NOTES[tab](subject)}</p>
      <div className="panel">
        {items.length === 0 ? (
          <EmptyState compact title={`没有${DIFFERENCE_NAMES[tab]}的${subject}`} />
        ) : (
          <>
            <div className="hidden md:block print:block">
              <DataTable
                caption={DIFFERENCE_NAMES[tab]}
                columns={columnsFor(page)}
                rows={items}
                rowKey={(item) => item.id}
                sortParam={null}
                dense
              />
            </div>
            <ul className="divide-y divide-grey-200 md:hidden print:hidden">
              {items.map((item) => (
                <li key={item.id} className="px-3 py-2.5">
                  <p className="font-medium">
                    <Named item={item} />
                  </p>
                  <p className="text-sm text-grey-600">
                    {whereOf(page, item)}
                    {item.preview.subtitle && ` · ${item.preview.subtitle}`}
                  </p>
                  <div className="mt-1">
                    <Differing item={item} tab={tab} />
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
        <Pager {...pages} unit={tab === 'gone' ? '个' : '行'} />
      </div>
    </Page>
  )
}

const NOTES: Record<DifferenceTab, (subject: string) => string> = {
  changed: () => '左边是现在登记的，右边是这份台账写的；确认导入后按右边更新。',
  moved: () => '前进的随导入登记；退回的只提示，已登记的阶段不改动，确有误的请在项目页更正。',
  new: (subject) => `确认导入后新建的${subject}。`,
  gone: (subject) => `上一期有、这份台账没有的${subject}。只列出来供核对，不删除，也不改动。`,
}

const whereOf = ({ tab }: DifferencesProps['page'], { sheet, rowNumber }: Item) =>
  `${tab === 'gone' ? '上一期' : ''}${sheet} 第 ${rowNumber} 行`

function columnsFor(page: DifferencesProps['page']): Column<Item>[] {
  const { tab, previewTitle, previewColumns } = page
  const named: Column<Item> = {
    key: 'name',
    head: previewTitle,
    primary: true,
    cell: (item) => (
      <>
        <span className="font-medium">
          <Named item={item} />
        </span>
        <span className="block text-sm text-grey-600">{item.preview.subtitle}</span>
      </>
    ),
  }
  const where: Column<Item> = {
    key: 'where',
    head: tab === 'gone' ? '上一期位置' : '位置',
    cell: (item) => <span className="text-grey-600">{`${item.sheet} 第 ${item.rowNumber} 行`}</span>,
  }
  if (tab === 'changed' || tab === 'moved') {
    return [
      named,
      {
        key: 'differences',
        head: tab === 'changed' ? '变化' : '阶段',
        className: 'min-w-[320px]',
        cell: (item) => <Differing item={item} tab={tab} />,
      },
      where,
    ]
  }
  return [
    named,
    ...previewColumns.map(({ key, head, unit, isNumber }): Column<Item> => ({
      key,
      head,
      unit,
      align: isNumber ? 'right' : undefined,
      cell: (item) => item.preview.cells[key],
    })),
    where,
  ]
}

function Named({ item: { path, preview } }: { item: Item }) {
  return path ? <Link to={path}>{preview.title}</Link> : preview.title
}

function Differing({ item: { differences }, tab }: { item: Item; tab: DifferenceTab }) {
  if (tab === 'moved') return differences?.moved ? <Move move={differences.moved} /> : null
  if (tab !== 'changed') return null
  return (
    <>
      <ValueChanges values={differences?.values ?? []} />
      {differences?.moved && (
        <p className="mt-1">
          <Move move={differences.moved} />
        </p>
      )}
    </>
  )
}

/** Values as they are and as they will be. */
export function ValueChanges({ values }: { values: readonly ValueChange[] }) {
  return (
    <ul className="space-y-0.5 text-sm">
      {values.map(({ label, from, to, said }) => (
        <li key={label} className="break-words">
          <span className="text-grey-600">{label}　</span>
          {from === null && to === null ? (
            '有变化'
          ) : (
            <>
              <span className="text-grey-600">{from ?? '未填'}</span>
              <span aria-label="改为"> → </span>
              <span className="font-medium">{to ?? '未填'}</span>
            </>
          )}
          {said && <span className="text-grey-600">（上一期写 {said}，其间有人改过）</span>}
        </li>
      ))}
    </ul>
  )
}

function Move({ move: { from, to, backwards } }: { move: StageMove }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 text-sm">
      <StatusDot tone={backwards ? 'warning' : 'good'} shape={backwards ? 'triangle' : 'circle'}>
        {from} → {to}
      </StatusDot>
      {backwards && <Badge tone="warning">退回，不改动</Badge>}
    </span>
  )
}

import { addDays } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { Blank, DataTable, type Column } from '~/ui/table'
import type { OverdueItem } from '../domain/figures'
import { NotStartedRow } from './briefing-names'
import { chanceWords } from './forecast-words'
import { yi } from './numbers'

interface Shown {
  /** place of the first row, from 1 */
  first?: number
  /** days over, or days that have been waited */
  late?: boolean
}

const small = 'block text-xs text-grey-600'

const clipped = (text: string | null, width: string) =>
  text ? (
    <span title={text} className={`block truncate print:whitespace-normal ${width}`}>
      {text}
    </span>
  ) : (
    <Blank />
  )

function columns(items: readonly OverdueItem[], { first = 1, late }: Shown): Column<OverdueItem>[] {
  const place = new Map(items.map(({ id }, at) => [id, first + at]))
  return [
    { key: 'place', head: '序', align: 'right', fixed: true, cell: ({ id }) => place.get(id) },
    {
      key: 'name',
      head: '项目',
      primary: true,
      cell: ({ name, status, batch }) => (
        <span className="flex max-w-[200px] flex-wrap items-center gap-x-1.5 print:max-w-none">
          <span title={name} className="line-clamp-2 print:line-clamp-none">
            {name}
          </span>
          {status === 'suspended' && <Badge tone="warning">暂缓</Badge>}
          {batch && <Badge>{batch.name}</Badge>}
        </span>
      ),
    },
    {
      key: 'wan',
      head: '总投资',
      unit: '亿元',
      align: 'right',
      fixed: true,
      cell: ({ investmentWan }) => (investmentWan === null ? <Blank /> : yi(investmentWan)),
    },
    {
      key: 'days',
      head: late ? '已等／逾期' : '已等',
      unit: '天',
      align: 'right',
      fixed: true,
      cell: ({ days, overdueDays, signedOn }) => (
        <>
          {formatNumber(days)}
          {late && ` ／ ${formatNumber(overdueDays)}`}
          <span className={small}>{signedOn} 签约</span>
        </>
      ),
    },
    {
      key: 'unit',
      head: '责任单位／包保',
      fixed: true,
      cell: ({ unit, sponsor }) => (
        <>
          {unit ? clipped(unit.name, 'max-w-[128px]') : <Blank />}
          <span className={small}>{sponsor ?? '没有包保领导'}</span>
        </>
      ),
    },
    {
      key: 'issue',
      head: '卡点／下一步',
      fixed: true,
      cell: ({ blockingIssue, nextStep, nextStepOn }) => (
        <>
          {clipped(blockingIssue, 'max-w-[300px]')}
          {nextStep && (
            <span
              title={nextStep}
              className="block max-w-[300px] truncate text-xs text-grey-600 print:whitespace-normal"
            >
              下一步：{nextStep}
              {nextStepOn && `（${nextStepOn} 前）`}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'tax',
      head: '年税收',
      unit: '万元',
      align: 'right',
      fixed: true,
      cell: ({ annualTaxWan }) => (annualTaxWan === null ? <Blank /> : formatNumber(annualTaxWan)),
    },
    {
      key: 'forecast',
      head: '半年内开工',
      unit: '可能',
      align: 'right',
      nowrap: true,
      fixed: true,
      cell: ({ halfYearPct }) => chanceWords(halfYearPct),
    },
  ]
}

/** Projects that wait for their start, on a phone as the briefing's cards: how long, what is in the way, who answers, when it may come. */
export function OverdueTable({
  caption,
  items,
  first = 1,
  late,
}: { caption: string; items: readonly OverdueItem[] } & Shown) {
  return (
    <>
      <ol aria-label={caption} className="divide-y divide-grey-200 md:hidden print:hidden">
        {items.map((item, at) => (
          <NotStartedRow key={item.id} item={item} place={first + at} asOf={addDays(item.signedOn, item.days)} />
        ))}
      </ol>
      <div className="hidden md:block print:block">
        <DataTable
          caption={caption}
          columns={columns(items, { first, late })}
          rows={items}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/projects/${id}`}
          sortParam={null}
          sticky={false}
          dense
        />
      </div>
    </>
  )
}

import type { Day } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { Panel } from '~/ui/page'
import { DataTable, type Column } from '~/ui/table'
import { ENERGY_CARRIERS, type EnergyCarrier, type FactSource } from '../domain/energy/carriers'
import { ENERGY_LIMITS, LIMITS_SOURCE, type EnergyLimit } from '../domain/energy/limits'
import { REVIEW_LEVEL_NAMES, REVIEW_RULES } from '../domain/energy/review'
import type { EnergyTerms } from '../domain/energy/terms'
import { TWO_HIGH_INDUSTRIES, TWO_HIGH_SOURCE } from '../domain/energy/two-high'

const from = ({ source, toBeVerified }: FactSource) => `${source}${toBeVerified ? '（待核）' : ''}`
const factor = (value: number | undefined) => (value === undefined ? '—' : formatNumber(value, 7))

interface Row {
  id: string
  carrier: EnergyCarrier
  /** the factor of CO₂ in force */
  co2?: FactSource & { factor: number }
}

const carrierColumns: Column<Row>[] = [
  {
    key: 'label',
    head: '能源',
    primary: true,
    cell: ({ carrier: { label, unit } }) => `${label}（每 ${unit.replace('m3', 'm³')}）`,
  },
  { key: 'tce', head: '当量值', unit: 'tce', align: 'right', cell: ({ carrier }) => factor(carrier.calorific.factor) },
  { key: 'co2', head: '二氧化碳', unit: 't', align: 'right', cell: ({ co2 }) => factor(co2?.factor) },
  {
    key: 'source',
    head: '出处',
    wideOnly: true,
    cell: ({ carrier, co2 }) => (
      <span className="text-sm text-grey-700">
        {from(carrier.calorific)}
        {co2 && <span className="block">二氧化碳：{from(co2)}</span>}
      </span>
    ),
  },
]

const limitColumns: Column<EnergyLimit>[] = [
  {
    key: 'product',
    head: '产品',
    primary: true,
    className: '!min-w-[88px]',
    cell: ({ product, indicator, unit }) => (
      <>
        {product}
        <span className="block text-xs font-normal text-grey-600 sm:hidden">{`${indicator}（${unit}）`}</span>
      </>
    ),
  },
  { key: 'indicator', head: '指标', wideOnly: true, cell: ({ indicator, unit }) => `${indicator}（${unit}）` },
  { key: 'advanced', head: '1 级', align: 'right', cell: ({ advanced }) => formatNumber(advanced) },
  {
    key: 'access',
    head: '2 级',
    align: 'right',
    cell: ({ access }) => (access === null ? '—' : formatNumber(access)),
  },
  { key: 'existing', head: '3 级', align: 'right', cell: ({ existing }) => formatNumber(existing) },
  { key: 'standard', head: '标准', wideOnly: true, nowrap: true, cell: ({ standard }) => standard },
]

/** The facts that energy is judged by, each with its source, and what province and county set. */
export function EnergyFacts({ today, terms }: { today: Day; terms: EnergyTerms }) {
  const carriers = keysOf(ENERGY_CARRIERS).map((id): Row => {
    const carrier: EnergyCarrier = ENERGY_CARRIERS[id]
    return { id, carrier, co2: carrier.co2?.findLast((one) => one.from <= today) ?? carrier.co2?.[0] }
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Panel title="由哪一级审查">
        <Review today={today} terms={terms} />
      </Panel>
      <Panel title="折标系数" flush>
        <DataTable
          caption="折标系数"
          sortParam={null}
          dense
          columns={carrierColumns}
          rows={carriers}
          rowKey={({ id }) => id}
        />
      </Panel>
      <Panel title="“两高”行业和产品">
        <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          {TWO_HIGH_INDUSTRIES.map(({ label, codes, products }) => (
            <div key={label}>
              <dt className="inline font-medium">
                {label}（{codes.join('、')}）
              </dt>
              <dd className="inline text-grey-700">：{products.map(({ name }) => name).join('、')}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-sm text-grey-600">{from(TWO_HIGH_SOURCE)}</p>
      </Panel>
      <Panel title={`单位产品能耗限额（${ENERGY_LIMITS.length} 项）`} flush>
        <DataTable
          caption="单位产品能耗限额"
          sortParam={null}
          dense
          columns={limitColumns}
          rows={ENERGY_LIMITS}
          rowKey={({ id }) => id}
        />
        <p className="border-t border-grey-200 px-4 py-2 text-sm text-grey-600">
          1 级先进，2 级为新建项目的准入值，3 级为现有装置的限定值。{from(LIMITS_SOURCE)}
        </p>
      </Panel>
    </div>
  )
}

function Review({ today, terms }: { today: Day; terms: EnergyTerms }) {
  const rules = REVIEW_RULES.findLast((one) => one.from <= today)
  if (!rules) return null
  const { noReview, province, national } = rules
  const small = `年综合能耗低于 ${formatNumber(noReview.tce)} 吨标准煤且用电低于 ${formatNumber(noReview.kwh / 10_000)} 万千瓦时`
  const city = terms.below.find(({ level }) => level === 'city')
  const below = city ? `${formatNumber(city.from)} 吨起市级，以下县级` : '县级'
  const lines = [
    [small, REVIEW_LEVEL_NAMES.none],
    [`其余不满 ${formatNumber(province)} 吨`, `${below}（本省规定）`],
    [`${formatNumber(province)} 吨及以上`, REVIEW_LEVEL_NAMES.province],
    ...(national ? [[`${formatNumber(national.tce)} 吨及以上`, REVIEW_LEVEL_NAMES.national]] : []),
    ['“两高”项目', `不低于${REVIEW_LEVEL_NAMES[terms.twoHighAtLeast]}（本省规定）`],
    ['电力等价系数', `${terms.electricityPrimary} kgce/kWh（本省规定，只用于等价值指标）`],
  ] as const
  return (
    <>
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        {lines.map(([what, who]) => (
          <div key={what} className="contents">
            <dt className="text-grey-700">{what}</dt>
            <dd className="mb-1 sm:mb-0">{who}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-grey-600">
        {from(rules)}，{rules.from} 起；{rules.carbon ? '碳排放评价同时进行。' : ''}一律按当量值。
      </p>
    </>
  )
}

import { Link } from '@remix-run/react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { gapOf, planRows, type PlanRow, type YearOfLand } from '../../domain/plan/plan'
import { mu } from '../plot-list'

const orBlank = (value: number | null) => (value === null ? null : mu(value))

function suppliedTo(year: number, { source, label }: PlanRow): string | null {
  if (label === '合计') return `/plots?suppliedIn=${year}`
  return source && `/plots?suppliedIn=${year}&quota=${source}`
}

/** One year: plan and supply by source of quota, and what signed projects ask for beside the plan. */
export function YearPlan({ land, maySet }: { land: YearOfLand; maySet: boolean }) {
  const { year, document, plan, asked } = land
  const { parts, total } = planRows(land)
  const gap = gapOf(land)
  return (
    <Panel
      title={`${year} 年`}
      flush
      actions={
        maySet && (
          <LinkButton to={`/land/plan/${year}`} size="small" tone="quiet">
            {plan ? '调整计划' : '下达计划'}
          </LinkButton>
        )
      }
    >
      <DataTable
        caption={`${year} 年土地收储和供地`}
        sortParam={null}
        rows={[...parts, total]}
        rowKey={({ label }) => label}
        rowClass={({ label }) => (label === '合计' ? 'font-medium' : undefined)}
        columns={[
          { key: 'source', head: '指标来源', primary: true, cell: ({ label }) => label },
          { key: 'reserve', head: '计划收储', unit: '亩', align: 'right', cell: (row) => orBlank(row.reserveMu) },
          { key: 'supply', head: '计划供地', unit: '亩', align: 'right', cell: (row) => orBlank(row.supplyMu) },
          {
            key: 'supplied',
            head: '已供',
            unit: '亩',
            align: 'right',
            cell: (row) => {
              const to = suppliedTo(year, row)
              if (row.suppliedPlots === 0) return mu(0)
              return to ? <Link to={to}>{mu(row.suppliedMu)}</Link> : mu(row.suppliedMu)
            },
          },
          {
            key: 'percent',
            head: '完成',
            align: 'right',
            cell: ({ percent }) => percent !== null && `${percent.toFixed(1)}%`,
          },
          { key: 'left', head: '剩余', unit: '亩', align: 'right', cell: (row) => orBlank(row.leftMu) },
        ]}
      />
      <p className="border-t border-grey-200 px-4 py-2.5 text-sm text-grey-700">
        {asked.projects === 0 ? (
          '这一年还没有签约项目。'
        ) : (
          <>
            这一年签约的{' '}
            <Link to={`/projects?signedFrom=${year}-01-01&signedTo=${year}-12-31`} className="underline">
              {asked.projects} 个项目
            </Link>
            要地 <strong>{mu(asked.mu)}</strong> 亩{asked.unknown > 0 && `（另有 ${asked.unknown} 个没有填用地）`}
            {gap === null ? '。' : gap > 0 ? '，比供地计划多 ' : '，供地计划还余 '}
            {gap !== null && (
              <>
                <strong className={gap > 0 ? 'text-danger' : undefined}>{mu(Math.abs(gap))}</strong> 亩。
              </>
            )}
          </>
        )}
        {document && <span className="ml-2 text-grey-600">计划依据：{document}</span>}
      </p>
    </Panel>
  )
}

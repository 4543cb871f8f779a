import { Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { BUDGET_KIND_NAMES, budgetPath, budgetUnit, scopeName } from '../../domain/budgets/budget'
import type { BudgetRow } from '../../domain/budgets/ledger'
import type { ListedClaim } from '../../server/budgets/budgets'
import { budgetLeft, BudgetShare } from './budget-table'
import { PromiseForm, ReleaseForm } from './claim-forms'
import { ClaimState } from './claim-state'

interface ClaimPageProps {
  claim: ListedClaim
  budgets: readonly BudgetRow[]
  may: { promise: boolean; release: boolean }
  reply: FormReply | undefined
}

/** One claim: what it is, the budgets it draws on, and what may be done with it. */
export function ClaimPage({ claim, budgets, may, reply }: ClaimPageProps) {
  const { project, kind, year, state, version } = claim
  const name = `${year} 年${BUDGET_KIND_NAMES[kind]}指标`
  const unit = budgetUnit(kind)
  const answer = replyTo(reply)
  return (
    <Page
      title={name}
      width="reading"
      marks={<ClaimState claim={claim} />}
      crumbs={[
        { label: '项目', to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: name },
      ]}
    >
      <div className="space-y-4">
        <Panel title={state === 'asked' ? '申请' : '承诺'}>
          <KeyValue
            columns={2}
            items={[
              { label: '数量', value: `${formatNumber(claim.amount)} ${unit}` },
              { label: '投产', value: claim.month },
              { label: '园区', value: claim.park?.name },
              ...(claim.promisedOn ? [{ label: '承诺日期', value: claim.promisedOn }] : []),
              { label: '文件号', value: claim.document },
              { label: '说明', value: claim.note, wide: true },
              ...(claim.excess
                ? [
                    {
                      label: '超出指标',
                      value: `${formatNumber(claim.excess)} ${unit}，${claim.allowedBy}同意`,
                      note: claim.reason,
                      wide: true,
                    },
                  ]
                : []),
              ...(claim.releasedOn
                ? [{ label: '释放', value: `${claim.releasedOn} ${claim.releaseReason ?? ''}`, wide: true }]
                : []),
            ]}
          />
        </Panel>
        <Panel title={`指标余量（${unit}）`} flush>
          <DataTable
            caption="指标余量"
            sortParam={null}
            rows={budgets}
            rowKey={({ park }) => park?.id ?? ''}
            columns={[
              {
                key: 'scope',
                head: '范围',
                primary: true,
                cell: ({ park }) => (
                  <Link to={budgetPath({ kind, year, parkId: park?.id ?? null })}>{scopeName(park)}</Link>
                ),
              },
              {
                key: 'amount',
                head: '下达',
                align: 'right',
                cell: ({ amount }) => (amount === null ? '未下达' : formatNumber(amount)),
              },
              { key: 'left', head: '剩余', align: 'right', cell: (row) => budgetLeft(row) },
              { key: 'share', head: '占用', wideOnly: true, cell: (row) => <BudgetShare {...row} /> },
            ]}
          />
        </Panel>
        {may.promise && (
          <Panel title="承诺">
            <PromiseForm
              version={version}
              unit={unit}
              values={{ amount: claim.amount, document: claim.document }}
              reply={answer('promise')}
            />
          </Panel>
        )}
        {may.release && (
          <Panel title={state === 'promised' ? '释放' : '撤回申请'}>
            <ReleaseForm version={version} label={state === 'promised' ? '释放' : '撤回'} reply={answer('release')} />
          </Panel>
        )}
      </div>
    </Page>
  )
}

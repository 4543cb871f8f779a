import { Link } from '@remix-run/react'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { boundsWords } from '../../domain/rules/describe'
import type { ChangedVerdict, DryRun } from '../../domain/rules/dry-run'
import { VERDICT_NAMES, type RuleSet } from '../../domain/rules/rule-set'
import { Verdict } from './rule-set-view'

/** Whose verdict a draft changes; one page of them. */
export function ChangedVerdicts({ rows }: { rows: readonly ChangedVerdict[] }) {
  return (
    <DataTable
      caption="结论改变的项目"
      sortParam={null}
      dense
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: '项目',
          primary: true,
          cell: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link>,
        },
        { key: 'before', head: '现行', cell: ({ before }) => <Verdict verdict={before} /> },
        { key: 'after', head: '草稿', cell: ({ after }) => <Verdict verdict={after} /> },
      ]}
      empty={<EmptyState compact title="没有项目的结论改变" />}
    />
  )
}

/** How many hit each rule and each row of the decision table. */
export function Hits({ run, draft }: { run: DryRun; draft: RuleSet }) {
  const either = (value: boolean | undefined) => (value === undefined ? '不论' : value ? '是' : '否')
  return (
    <>
      <Panel title="各条规则" flush>
        <DataTable
          caption="各条规则"
          sortParam={null}
          dense
          rows={run.criteria}
          rowKey={({ id }) => id}
          columns={[
            { key: 'label', head: '规则', primary: true, className: '!min-w-[88px]', cell: ({ label }) => label },
            { key: 'met', head: '达标', align: 'right', cell: ({ met }) => met },
            { key: 'missed', head: '不达标', align: 'right', cell: ({ missed }) => missed },
            { key: 'unknown', head: '不详', align: 'right', cell: ({ unknown }) => unknown },
          ]}
        />
      </Panel>
      <Panel title="判定表各行" flush>
        <DataTable
          caption="判定表各行"
          sortParam={null}
          dense
          rows={draft.decision.map((row, at) => ({ ...row, at, count: run.rows[at] ?? 0 }))}
          rowKey={({ at }) => String(at)}
          columns={[
            { key: 'vetoed', head: '有否决项', cell: ({ vetoed }) => either(vetoed) },
            { key: 'met', head: '门槛达标', cell: ({ thresholdsMet }) => either(thresholdsMet) },
            { key: 'score', head: '得分', cell: (row) => boundsWords(row) },
            { key: 'verdict', head: '结论', cell: ({ verdict }) => VERDICT_NAMES[verdict] },
            { key: 'count', head: '项目', align: 'right', cell: ({ count }) => count },
          ]}
        />
        {run.undecided > 0 && (
          <p className="border-t border-grey-200 px-4 py-2 text-sm text-grey-600">
            另有 {run.undecided} 个资料不全，落在哪一行还不能定。
          </p>
        )}
      </Panel>
    </>
  )
}

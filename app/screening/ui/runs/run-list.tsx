import { businessTime } from '~/shared/day'
import { formatNumber, formatPercent } from '~/shared/money'
import { Badge, type Tone } from '~/ui/badge'
import { EmptyState } from '~/ui/empty-state'
import { DataTable } from '~/ui/table'
import { RUN_STATE_NAMES, type RunState } from '../../domain/runs/run'
import type { ListedRun } from '../../server/runs/read-runs'

const TONES: Record<RunState, Tone> = { running: 'info', cancelled: 'neutral', failed: 'danger', done: 'good' }

export const RunStateBadge = ({ state }: { state: RunState }) => (
  <Badge tone={TONES[state]}>{RUN_STATE_NAMES[state]}</Badge>
)

/** How many of how many are judged; of whoever does not see them all, the share. */
export const progressWords = ({ counted, share }: Pick<ListedRun, 'counted' | 'share'>) =>
  counted ? `${formatNumber(counted.done)} / ${formatNumber(counted.total)} 个` : formatPercent(Math.floor(share * 100))

export const ruleSetNames = ({ ruleSets }: Pick<ListedRun, 'ruleSets'>) => ruleSets.map(({ name }) => name).join('、')

/** The runs that are kept, each a link to its results. */
export function RunList({ runs }: { runs: readonly ListedRun[] }) {
  return (
    <DataTable
      caption="全部重判"
      sortParam={null}
      dense
      rows={runs}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/screening/runs/${id}`}
      columns={[
        {
          key: 'started',
          head: '开始',
          primary: true,
          nowrap: true,
          cell: (run) => (
            <>
              {businessTime(run.startedAt)}
              <span className="block whitespace-normal text-xs font-normal text-grey-600 sm:hidden">
                {ruleSetNames(run)}
              </span>
            </>
          ),
        },
        { key: 'rules', head: '规则集', className: 'hidden sm:table-cell', cell: ruleSetNames },
        { key: 'state', head: '状态', nowrap: true, cell: ({ state }) => <RunStateBadge state={state} /> },
        { key: 'done', head: '已判', align: 'right', wideOnly: true, cell: progressWords },
        { key: 'by', head: '发起人', nowrap: true, wideOnly: true, cell: ({ startedBy }) => startedBy },
      ]}
      empty={
        <EmptyState compact title="还没有重判过">
          发布新规则以后，看全部项目按它是什么结论。
        </EmptyState>
      }
    />
  )
}

import { CircleCheck, CircleDashed } from 'lucide-react'
import type { Day } from '~/shared/day'
import { Panel } from '~/ui/page'
import { GUARD_FACT_NAMES } from '../../domain/guards'
import { RecordAction } from '../record-actions/record-action'
import { GuardFactForm } from '../record-actions/guard-fact-form'
import { FileLinks } from './file-links'
import type { GuardFactView, RecordView } from './view'

/** The facts that the stages wait for, ticked by hand until their own rooms supply them. */
export function GuardPanel({ record, today }: { record: RecordView; today: Day }) {
  return (
    <Panel title="前置条件">
      <ul className="space-y-2 print:space-y-1">
        {record.guardFacts.map((fact) => (
          <GuardFactRow key={fact.kind} fact={fact} record={record} today={today} />
        ))}
      </ul>
    </Panel>
  )
}

function GuardFactRow({ fact, record, today }: { fact: GuardFactView; record: RecordView; today: Day }) {
  const Icon = fact.holds ? CircleCheck : CircleDashed
  const to = `/projects/${record.id}/guards`
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 h-4 w-4 flex-none ${fact.holds ? 'text-good' : 'text-grey-400'}`} />
      <div className="min-w-0 flex-1">
        <p>
          {GUARD_FACT_NAMES[fact.kind]}
          <span className="sr-only">：{fact.holds ? '已办结' : '未办结'}</span>
        </p>
        {fact.holds && (
          <p className="text-xs text-grey-600">
            {fact.day}，{fact.recordedByName}登记
          </p>
        )}
        {fact.holds && fact.note && <p className="text-xs text-grey-600">{fact.note}</p>}
        {fact.holds && fact.file && <FileLinks files={[fact.file]} />}
      </div>
      {record.may.tickGuardFact && (
        <RecordAction
          to={`${to}?kind=${fact.kind}`}
          label={fact.holds ? '修改' : '登记'}
          title="登记前置条件"
          size="small"
          tone="quiet"
        >
          {(fetcher) => (
            <GuardFactForm
              kind={fact.kind}
              holds={fact.holds}
              today={today}
              action={to}
              fetcher={fetcher}
              cancelTo={`/projects/${record.id}`}
            />
          )}
        </RecordAction>
      )}
    </li>
  )
}

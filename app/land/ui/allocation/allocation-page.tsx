import { Link } from '@remix-run/react'
import { LinkButton } from '~/ui/button'
import type { FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { ALLOCATION_STATE_NAMES, SUPPLY_MODE_NAMES } from '../../domain/allocation/allocation'
import { STEP_RULES, type AllocationStep } from '../../domain/allocation/allocation-step'
import type { AllocationRecord } from '../../server/allocation/allocation-record'
import { PaperLink } from '../paper-link'
import { StepForm } from './step-form'

interface AllocationPageProps {
  allocation: AllocationRecord
  /** the step whose form is open */
  step: AllocationStep | null
  reply: FormReply | undefined
}

/** A project on a plot: how far it has come, with each paper, and what may be done next. */
export function AllocationPage({ allocation, step, reply }: AllocationPageProps) {
  const { plot, project, state, until, next, supplyMode, priceWan } = allocation
  const at = `/plots/${plot.id}/allocations/${allocation.id}`
  return (
    <Page
      title="选址与供地"
      width="reading"
      crumbs={[
        { label: '土地台账', to: '/plots' },
        { label: plot.code, to: `/plots/${plot.id}` },
        { label: '选址与供地' },
      ]}
    >
      <div className="space-y-4">
        <Panel title="进展">
          <KeyValue
            columns={2}
            items={[
              { label: '地块', value: <Link to={`/plots/${plot.id}`}>{plot.code}</Link> },
              {
                label: '项目',
                value: project ? <Link to={`/projects/${project.id}`}>{project.name}</Link> : '其他项目',
              },
              { label: '环节', value: ALLOCATION_STATE_NAMES[state] },
              ...(state === 'held' ? [{ label: '锁定至', value: until }] : []),
              ...(supplyMode ? [{ label: '供地方式', value: SUPPLY_MODE_NAMES[supplyMode] }] : []),
              ...(priceWan ? [{ label: '成交价', value: `${priceWan} 万元` }] : []),
            ]}
          />
          {next.length > 0 && (
            <ul aria-label="下一步" className="mt-4 flex flex-wrap gap-2 border-t border-grey-200 pt-3">
              {next.map((each) => (
                <li key={each}>
                  <LinkButton
                    to={`${at}?step=${each}#step`}
                    tone={each === step ? 'primary' : each === 'takeBack' ? 'quiet' : 'plain'}
                    aria-current={each === step ? 'step' : undefined}
                    preventScrollReset
                  >
                    {STEP_RULES[each].label}
                  </LinkButton>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {step && (
          <Panel id="step" title={STEP_RULES[step].label}>
            {STEP_RULES[step].hint && <p className="mb-3 text-grey-700">{STEP_RULES[step].hint}</p>}
            <StepForm key={step} step={step} {...allocation} cancelTo={at} reply={reply} />
          </Panel>
        )}
        <Panel title="经过" flush>
          <DataTable
            caption="经过"
            sortParam={null}
            rows={[...allocation.steps].reverse()}
            rowKey={({ id }) => id}
            rowClass={({ standing }) => (standing ? undefined : 'text-grey-500')}
            columns={[
              {
                key: 'state',
                head: '环节',
                primary: true,
                nowrap: true,
                cell: ({ state: each, standing, takesBack }) =>
                  takesBack ? (
                    '撤回上一步'
                  ) : standing ? (
                    ALLOCATION_STATE_NAMES[each]
                  ) : (
                    <s>{ALLOCATION_STATE_NAMES[each]}</s>
                  ),
              },
              { key: 'on', head: '日期', nowrap: true, cell: ({ on }) => on },
              { key: 'until', head: '锁定至', nowrap: true, cell: (row) => row.until },
              {
                key: 'source',
                head: '依据',
                cell: ({ document, note, file }) => (
                  <>
                    {[document, note].filter(Boolean).join('；')}
                    {file && (
                      <span className="block">
                        <PaperLink plotId={plot.id} file={file} />
                      </span>
                    )}
                  </>
                ),
              },
              { key: 'by', head: '登记人', nowrap: true, wideOnly: true, cell: ({ recordedByName }) => recordedByName },
            ]}
          />
        </Panel>
      </div>
    </Page>
  )
}

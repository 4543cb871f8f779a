import { Ban, Pencil, Paperclip, Plus, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Names } from '~/audit/domain/change-lines'
import { businessTime, type Day } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { Notice } from '~/ui/form'
import { Page, Panel } from '~/ui/page'
import { PrintButton, PrintedBy } from '~/ui/print'
import { Tabs } from '~/ui/tabs'
import { RecordAction } from '../record-actions/record-action'
import { EvidenceForm } from '../record-actions/evidence-form'
import { StageForm } from '../record-actions/stage-form'
import { RestoreForm, VoidForm } from '../record-actions/void-form'
import { StageDot } from '../stage-dot'
import { Changes, type ChangeView } from './changes'
import { ContactPanel } from './contact-panel'
import { FileLinks } from './file-links'
import { GuardPanel } from './guard-panel'
import { NextStepPanel, RecordFacts } from './record-facts'
import { RecordTimeline } from './record-timeline'
import { StageTrack } from './stage-track'
import { answerableUnit } from '../../domain/listed-project'
import type { RecordView } from './view'
import { waitingText } from './waiting'

interface RecordPageProps {
  record: RecordView
  today: Day
  /** the log of changes, where its tab is open */
  changes: readonly ChangeView[] | null
  names: Names
  /** on paper: whose record, and who printed it */
  county: string
  person: string
  /** panels of rooms downstream */
  children?: ReactNode
}

/** One project: the stage track on top, what happened in the middle, facts on the right. */
export function RecordPage({ record, today, changes, names, county, person, children }: RecordPageProps) {
  const at = `/projects/${record.id}`
  const waiting = waitingText(record, today)
  return (
    <Page
      title={record.name}
      crumbs={[{ label: '项目', to: '/projects' }, { label: record.code ?? '项目档案' }]}
      marks={
        <>
          <StageDot stage={record.stage} status={record.status} />
          {record.confidential && <Badge tone="danger">保密</Badge>}
          {record.voided && <Badge>已作废</Badge>}
        </>
      }
      printed={
        <PrintedBy day={today} person={person}>
          {county} 项目档案
        </PrintedBy>
      }
      note={[record.investor?.name, answerableUnit(record), record.park?.name].filter(Boolean).join(' · ')}
      actions={<RecordActions record={record} today={today} />}
    >
      {record.mergedIntoId && (
        <div className="mb-4">
          <Notice tone="warning">
            这个项目已并入
            <a href={`/projects/${record.mergedIntoId}`} className="underline">
              另一个项目
            </a>
            ，此处只供查看。
          </Notice>
        </div>
      )}
      {record.voided && <Voided record={record} voided={record.voided} />}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_360px] print:grid-cols-[minmax(0,1fr)_72mm] print:gap-2 print:text-sm print:leading-snug print:[zoom:0.8]">
        <section aria-label="阶段进度" className="panel min-w-0 px-2 pb-2 pt-3.5 lg:col-span-2 print:col-span-2">
          <StageTrack record={record} />
          {waiting && !record.voided && (
            <p
              className={`mt-1.5 border-t border-grey-200 px-2 pt-2 text-sm ${waiting.late ? 'text-warning' : 'text-grey-700'}`}
            >
              {waiting.text}
            </p>
          )}
        </section>
        <div className="min-w-0 space-y-4 print:space-y-2">
          <NextStepPanel record={record} today={today} />
          <div className="panel px-4 pb-4 pt-2 print:px-3 print:pb-2">
            <Tabs
              label="项目档案"
              items={[
                { label: '推进过程', to: at, active: changes === null, count: record.events.length },
                { label: '修改记录', to: `${at}?tab=changes`, active: changes !== null },
              ]}
            />
            {changes ? <Changes changes={changes} names={names} /> : <RecordTimeline record={record} />}
          </div>
        </div>
        {/* On paper 基本情况 comes first, across the sheet. */}
        <aside aria-label="项目情况" className="min-w-0 space-y-4 print:contents print:space-y-0">
          <div className="print:order-first print:col-span-2">
            <RecordFacts record={record} />
          </div>
          <div className="space-y-4 print:min-w-0 print:space-y-2">
            {children}
            <ContactPanel record={record} />
            <GuardPanel record={record} today={today} />
            <FilesPanel record={record} />
          </div>
        </aside>
      </div>
    </Page>
  )
}

/** Why no list and no figure has it, and the way back. */
function Voided({ record, voided }: { record: RecordView; voided: NonNullable<RecordView['voided']> }) {
  const at = `/projects/${record.id}`
  return (
    <div className="mb-4">
      <Notice title={`已作废：${voided.reason}`}>
        <p>
          {voided.byName}，{businessTime(voided.at)}
          。列表、检索和统计里不再有它，按以前的口径（截至当时已知）仍在；此处只供查看。
        </p>
        {record.may.restore && (
          <div className="mt-2">
            <RecordAction to={`${at}/restore`} label="恢复" title="恢复这个项目" icon={RotateCcw} size="small">
              {(fetcher) => <RestoreForm action={`${at}/restore`} fetcher={fetcher} cancelTo={at} />}
            </RecordAction>
          </div>
        )}
      </Notice>
    </div>
  )
}

function RecordActions({ record, today }: { record: RecordView; today: Day }) {
  const at = `/projects/${record.id}`
  return (
    <>
      <span className="hidden sm:block">
        <PrintButton />
      </span>
      {record.may.void && (
        <RecordAction to={`${at}/void`} label="作废" title="作废这个项目？" icon={Ban} tone="quiet">
          {(fetcher) => <VoidForm record={record} action={`${at}/void`} fetcher={fetcher} cancelTo={at} />}
        </RecordAction>
      )}
      {record.may.edit && (
        <LinkButton to={`${at}/edit`} icon={Pencil}>
          编辑
        </LinkButton>
      )}
      {record.may.recordStage && (
        <RecordAction to={`${at}/stage`} label="登记进展" title="登记进展" icon={Plus} tone="primary">
          {(fetcher) => (
            <StageForm record={record} today={today} action={`${at}/stage`} fetcher={fetcher} cancelTo={at} />
          )}
        </RecordAction>
      )}
    </>
  )
}

function FilesPanel({ record }: { record: RecordView }) {
  const at = `/projects/${record.id}`
  return (
    <Panel
      title="其他材料"
      className={record.files.length === 0 ? 'print:hidden' : undefined}
      actions={
        record.may.addEvidence && (
          <RecordAction to={`${at}/evidence`} label="上传" title="上传材料" icon={Paperclip} size="small" tone="quiet">
            {(fetcher) => (
              <EvidenceForm rents={record.rents} action={`${at}/evidence`} fetcher={fetcher} cancelTo={at} />
            )}
          </RecordAction>
        )
      }
    >
      {record.files.length === 0 ? (
        <p className="text-grey-600">与某一阶段无关的材料放在这里。</p>
      ) : (
        <FileLinks files={record.files} removeFrom={record.id} onPaper={8} />
      )}
    </Panel>
  )
}

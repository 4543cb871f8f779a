import { Form, Link, useSearchParams } from '@remix-run/react'
import { ChartNoAxesColumn, Check, Columns3, RotateCw, Trash2, Undo2, Upload } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { businessTime } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { present } from '~/shared/present'
import { keysOf } from '~/shared/records'
import { StatusDot } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import { groupedBy } from '../domain/group-by'
import type { ImportPage, ImportTab } from '../server/import-page'
import { EditionSummary } from './edition-summary'
import { HeldCauses } from './held-causes'
import { ImportQuestions } from './import-questions'
import { ImportRowList } from './import-row-list'
import { ReadEffect } from './read-effect'
import { ReadingProgress } from './reading-progress'
import { SheetSummaries } from './sheet-summaries'
import { WhatWasUndone } from './undo-import'
import { STATES } from './words'

/** Nothing more is done with it, but that a committed one may be undone. */
const CLOSED = new Set(['committed', 'undone', 'discarded'])

const wasCommitted = (state: string) => state === 'committed' || state === 'undone'

interface OverviewProps {
  page: ImportPage & { tab: ImportTab; sheet?: string; page: number; size: number }
  reply?: FormReply
}

const tabNames = (committed: boolean): Record<ImportTab, string> => ({
  ready: committed ? '已导入' : '可导入',
  duplicate: '疑似重复',
  held: '待更正',
  dropped: '不导入',
  finding: '有提示',
  all: '全部',
})

/** One import from reading to report: what was understood, what was not, and what to do next; `children`: what its kind adds. */
export function ImportOverview({ page, reply, children }: OverviewProps & { children?: ReactNode }) {
  const { batch } = page
  const { word, tone, shape } = present(STATES[batch.state], batch.state)
  const readable = page.sheets.length > 0 && !['uploaded', 'reading'].includes(batch.state)
  const note = batch.undoneAt
    ? `${batch.committedByName} ${businessTime(batch.committedAt ?? batch.undoneAt)} 确认导入，${batch.undoneByName} ${businessTime(batch.undoneAt)} 撤销`
    : batch.committedAt
      ? `${batch.committedByName} ${businessTime(batch.committedAt)} 确认导入`
      : `${batch.createdByName} ${businessTime(batch.createdAt)} 上传`
  return (
    <Page
      title={batch.fileName}
      crumbs={[{ label: '导入台账', to: '/imports' }]}
      marks={
        <StatusDot tone={tone} shape={shape}>
          {word}
        </StatusDot>
      }
      note={note}
      actions={<Actions page={page} />}
    >
      <div className="space-y-4">
        {reply && <Notice tone="danger" title={reply.errors[0]?.message ?? reply.message} />}
        {batch.failure && (
          <Notice tone="danger" title={batch.state === 'failed' ? '这份文件没有读成' : '上次导入没有完成'}>
            {batch.failure}
          </Notice>
        )}
        <ReadingProgress batch={batch} />
        {page.undone && <WhatWasUndone undone={page.undone} subject={page.subject} />}
        {batch.state === 'failed' && page.mayRun && page.readingPlace && (
          <Notice title="也可以自己指出表头和各列">
            打开 <Link to={`/imports/${batch.id}/tables/${page.readingPlace}`}>读法</Link>
            ，选中表头所在的行，再指定各列，然后重新读取。
          </Notice>
        )}
        {readable && <Report page={page} />}
        {children}
        {readable && page.edition && (
          <EditionSummary importId={batch.id} edition={page.edition} subject={page.subject} />
        )}
        {readable && <Rows page={page} />}
      </div>
    </Page>
  )
}

/** What is still asked, in the question before it is passed over. */
const QUESTIONS_SHOWN = 5

function Actions({ page: { batch, sheets, subject, links, mayRun, openQuestions } }: OverviewProps) {
  if (links) {
    return (
      <>
        {mayRun && (
          <LinkButton to={`/imports/${batch.id}/undo`} tone="quiet" icon={Undo2}>
            撤销导入
          </LinkButton>
        )}
        <LinkButton to={links.main.to} tone="primary" icon={ChartNoAxesColumn}>
          {links.main.label}
        </LinkButton>
      </>
    )
  }
  if (!mayRun || CLOSED.has(batch.state)) return null
  const total = (key: 'created' | 'updated' | 'unchanged' | 'suspectedDuplicates' | 'heldRows') =>
    sheets.reduce((sum, sheet) => sum + sheet[key], 0)
  const left = total('suspectedDuplicates') + total('heldRows')
  return (
    <>
      {batch.state === 'failed' && (
        <>
          <LinkButton to="/imports" tone="primary" icon={Upload}>
            另选文件上传
          </LinkButton>
          <Form method="post">
            <Button type="submit" name="intent" value="readAgain" icon={RotateCw}>
              重新读取
            </Button>
          </Form>
        </>
      )}
      <ConfirmDialog
        label="作废"
        icon={Trash2}
        tone="quiet"
        title="作废这次导入？"
        confirmLabel="作废"
        fields={{ intent: 'discard' }}
      >
        预览到的内容不会写入项目库，文件记录保留。
      </ConfirmDialog>
      {batch.state === 'previewed' && (
        <ConfirmDialog
          label="确认导入"
          icon={Check}
          tone="primary"
          title={openQuestions.length > 0 ? '还有需要确认之处，仍要导入？' : '确认导入这份台账？'}
          confirmLabel={openQuestions.length > 0 ? '已核对，确认导入' : '确认导入'}
          fields={{
            intent: 'commit',
            version: String(batch.version),
            ...(openQuestions.length > 0 ? { checked: 'true' } : {}),
          }}
        >
          {openQuestions.slice(0, QUESTIONS_SHOWN).map((words) => (
            <span key={words} className="mb-1 block text-danger">
              {words}
            </span>
          ))}
          {openQuestions.length > QUESTIONS_SHOWN && (
            <span className="mb-1 block text-danger">等 {openQuestions.length} 处，见“需要您确认”。</span>
          )}
          新建 {formatNumber(total('created'))} 个{subject}，更新 {formatNumber(total('updated'))} 个，
          {formatNumber(total('unchanged'))} 个无变化。
          {left > 0 && `另有 ${formatNumber(left)} 行疑似重复或待更正，先留着，导入后可以继续处理。`}
        </ConfirmDialog>
      )}
    </>
  )
}

function Report({ page }: OverviewProps) {
  const { batch, sheets, newUnits, newParks } = page
  const committed = wasCommitted(batch.state)
  const isPreviewed = batch.state === 'previewed'
  const fileFindings = sheets
    .flatMap((sheet) => sheet.findings.map((finding) => ({ ...finding, sheet: sheet.name })))
    .filter(({ code, question }) => !isPreviewed || !(question || ASKED_ABOVE.has(code)))
  const assumed = fileFindings.filter(({ level }) => level === 'info')
  return (
    <>
      <Panel
        title={committed ? '导入结果' : '读到的内容'}
        actions={
          isPreviewed &&
          page.mayRun &&
          page.readingPlace && (
            <LinkButton to={`/imports/${batch.id}/tables/${page.readingPlace}`} size="small" icon={Columns3}>
              更正读法
            </LinkButton>
          )
        }
        flush
      >
        <SheetSummaries
          sheets={sheets}
          counts={page.counts}
          committed={committed}
          rowsAt={(sheet, tab) => `?${new URLSearchParams({ sheet, tab }).toString()}#rows`}
        />
        {page.links && page.links.links.length > 0 && (
          <p className="flex flex-wrap gap-x-5 gap-y-1 border-t border-grey-200 px-3 py-2 text-sm">
            <span className="text-grey-600">{page.links.label}：</span>
            {page.links.links.map(({ label, to }) => (
              <Link key={to} to={to}>
                {label}
              </Link>
            ))}
          </p>
        )}
      </Panel>
      {isPreviewed && page.isCorrected && (
        <Panel title="更正读法以后">
          <ReadEffect effect={page.effect} />
        </Panel>
      )}
      {isPreviewed && page.mayRun && (
        <ImportQuestions importId={batch.id} version={batch.version} questions={page.questions} />
      )}
      {page.mayRun && (isPreviewed || batch.state === 'committed') && (
        <HeldCauses importId={batch.id} version={isPreviewed ? batch.version : null} held={page.held} />
      )}
      {(newUnits.length > 0 || newParks.length > 0 || fileFindings.length > 0) && (
        <Notice tone="warning" title="请留意">
          <ul className="list-disc space-y-0.5 pl-4">
            {newUnits.length > 0 && (
              <li>
                {newUnits.length} 个单位还没有登记：{newUnits.join('、')}。
                {batch.state === 'undone' ? (
                  '导入时新建；没有别处用到的，已随撤销关闭。'
                ) : committed ? (
                  <>
                    已新建并标为待确认，请到 <Link to="/settings/units?unconfirmed=true">设置 · 单位</Link> 确认或并入。
                  </>
                ) : (
                  '导入时新建，标为待确认。'
                )}
              </li>
            )}
            {newParks.length > 0 && (
              <li>
                {newParks.length} 个园区还没有登记：{newParks.join('、')}。
                {batch.state === 'undone' ? (
                  '导入时新建；没有别处用到的，已随撤销关闭。'
                ) : committed ? (
                  <>
                    已新建并标为待确认，请到 <Link to="/settings/parks?unconfirmed=true">设置 · 园区</Link> 确认或并入。
                  </>
                ) : (
                  '导入时新建，标为待确认。'
                )}
              </li>
            )}
            <FindingLines findings={fileFindings.filter(({ level }) => level !== 'info')} several={sheets.length > 1} />
            {assumed.length > 0 && (
              <li className="list-none">
                <details className="-ml-4">
                  <summary className="cursor-pointer">读表时的说明 {assumed.length} 条</summary>
                  <ul className="list-disc space-y-0.5 pl-4">
                    <FindingLines findings={assumed} several={sheets.length > 1} />
                  </ul>
                </details>
              </li>
            )}
          </ul>
        </Notice>
      )}
    </>
  )
}

type FileFinding = ImportPage['sheets'][number]['findings'][number] & { sheet: string }

/** What the panel of questions says already, and better. */
const ASKED_ABOVE = new Set([
  'columnUnknown',
  'columnDoubtful',
  'unitAssumed',
  'unitUnclear',
  'unitDoubtful',
  'headingUnknown',
  'tableUnread',
])

/** of one cause, before they are folded */
const LINES_SHOWN = 3

/** Findings of the file by their cause: a few a line each, many folded; `several` sheets are told apart. */
function FindingLines({ findings, several }: { findings: readonly FileFinding[]; several: boolean }) {
  return [...groupedBy(findings, ({ code }) => code)].map(([code, same]) => {
    const lines = same.map((finding, at) => (
      <li key={at}>
        {several && `${finding.sheet}：`}
        {finding.row > 0 && `第 ${finding.row} 行`}
        {finding.column && ` ${finding.column} 列`}　{finding.message}
      </li>
    ))
    if (lines.length <= LINES_SHOWN) return <Fragment key={code}>{lines}</Fragment>
    return (
      <li key={code} className="list-none">
        <details className="-ml-4">
          <summary className="cursor-pointer">
            {same[0]?.message}　等 {formatNumber(same.length)} 处
          </summary>
          <ul className="list-disc space-y-0.5 pl-4">{lines.slice(0, LINES_MOST)}</ul>
          {lines.length > LINES_MOST && <p>另有 {formatNumber(lines.length - LINES_MOST)} 处。</p>}
        </details>
      </li>
    )
  })
}

/** of one cause, unfolded */
const LINES_MOST = 100

function Rows({ page }: OverviewProps) {
  const { batch, rows, tabs, tab, sheet, sheets, mayRun, cause } = page
  const [params] = useSearchParams()
  const pages = usePages({ total: tabs[tab], page: page.page, size: page.size, shown: rows.length })
  const at = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params)
    next.delete('page')
    for (const [key, value] of Object.entries(changes)) next.set(key, value)
    return `?${next.toString()}`
  }
  const names = tabNames(wasCommitted(batch.state))
  const shown = keysOf(names).filter((key) => key !== 'dropped' || tabs.dropped > 0 || tab === key)
  const items = shown.map((key) => ({
    label: names[key],
    to: at({ tab: key }),
    active: key === tab,
    count: tabs[key],
  }))
  return (
    <section id="rows" aria-label="台账各行">
      <Tabs label="台账各行" items={items} />
      {sheet && (
        <p className="mb-2 text-sm">
          只看工作表“{sheet}”　
          <Link to={at({ sheet: '' })} preventScrollReset>
            看全部工作表
          </Link>
        </p>
      )}
      {cause && (
        <p className="mb-2 text-sm">
          只看这一种原因：{cause.message}　
          <Link to={at({ cause: '' })} preventScrollReset>
            看全部各行
          </Link>
        </p>
      )}
      <div className="panel">
        {rows.length === 0 ? (
          <EmptyState compact title={`没有${names[tab]}的行`} />
        ) : (
          <ImportRowList
            {...page}
            importId={batch.id}
            rows={rows}
            sheets={sheets.length > 1 && !sheet}
            mayRun={mayRun && ['previewed', 'committed'].includes(batch.state)}
          />
        )}
        <Pager {...pages} unit="行" />
      </div>
    </section>
  )
}

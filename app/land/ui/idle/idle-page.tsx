import { ConfirmDialog } from '~/ui/confirm-dialog'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import type { PlotStatus } from '../../domain/status/status'
import type { PlotIdle } from '../../server/idle/idle-clocks'
import { DelayEndForm, DelayForm, ProgressForm } from './idle-forms'
import { NoClock } from './idle-panel'
import { IdleWords } from './idle-words'
import { PlotPage } from '../plot-page'

interface IdlePageProps {
  plot: { id: string; code: string; status: PlotStatus }
  idle: PlotIdle
  today: string
  mayEdit: boolean
  reply: FormReply | undefined
}

/** The idle clock of a plot: cause, steps, the delays that do not count, and how far it is built on. */
export function IdlePage({ plot, idle, today, mayEdit, reply }: IdlePageProps) {
  const { clock, contractPriceWan, delays, progress } = idle
  const answer = replyTo(reply)
  return (
    <PlotPage
      title="动工期限"
      plot={plot}
      note="按《闲置土地处置办法》（国土资源部令第53号）计算；政府原因造成的延误不计。"
    >
      <Panel title="闲置计时">
        {clock ? <IdleWords clock={clock} contractPriceWan={contractPriceWan} /> : <NoClock status={plot.status} />}
      </Panel>
      <Panel title="政府原因延误">
        {delays.length === 0 && <p className="text-grey-600">没有登记。</p>}
        <ul className="space-y-3">
          {delays.map((delay) => (
            <li key={delay.id} className="flex flex-wrap items-start justify-between gap-2">
              <div className="min-w-0">
                <p className="font-medium">
                  {delay.from} 至 {delay.to ?? '今'}
                </p>
                <p className="text-sm text-grey-700">
                  {delay.reason}（{delay.document}）
                </p>
                {mayEdit && delay.to === null && (
                  <div className="mt-2">
                    <DelayEndForm
                      delayId={delay.id}
                      reply={reply?.values?.delay === delay.id ? answer('endDelay') : undefined}
                    />
                  </div>
                )}
              </div>
              {mayEdit && (
                <ConfirmDialog
                  label="移除"
                  size="small"
                  tone="quiet"
                  title="移除这段延误？"
                  confirmLabel="移除"
                  fields={{ intent: 'removeDelay', delay: delay.id }}
                >
                  只用于登错的；移除后这段时间计入闲置。
                </ConfirmDialog>
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <div className="mt-4 border-t border-grey-200 pt-4">
            <DelayForm key={delays.length} reply={answer('delay')} />
          </div>
        )}
      </Panel>
      <Panel title="开发情况">
        {progress ? (
          <KeyValue
            columns={2}
            items={[
              { label: '核查日期', value: progress.on },
              { label: '中止开发', value: progress.stoppedOn ?? '没有' },
              { label: '已动工面积', value: progress.startedMu !== null && `${progress.startedMu} 亩` },
              { label: '已投资占比', value: progress.investedPercent !== null && `${progress.investedPercent}%` },
              { label: '说明', value: progress.note, wide: true },
            ]}
          />
        ) : (
          <p className="text-grey-600">没有登记。动工面积不足三分之一或投资不足 25%、中止满一年的，也认定为闲置。</p>
        )}
        {mayEdit && (
          <div className="mt-4 border-t border-grey-200 pt-4">
            <ProgressForm key={progress?.on} today={today} reply={answer('progress')} />
          </div>
        )}
      </Panel>
    </PlotPage>
  )
}

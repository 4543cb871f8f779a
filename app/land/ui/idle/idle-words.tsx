import { formatNumber } from '~/shared/money'
import { Badge, type Tone } from '~/ui/badge'
import { IDLE_BASIS_NAMES, IDLE_STEP_NAMES, type IdleClock, type IdleState } from '../../domain/idle/idle'

const STATE_LOOKS: Record<IdleState, { tone: Tone; word: string }> = {
  running: { tone: 'good', word: '期限内' },
  soon: { tone: 'warning', word: '将满一年' },
  idle: { tone: 'danger', word: '已闲置' },
  recoverable: { tone: 'danger', word: '已满两年' },
}

function IdleBadge({ clock: { state, paused } }: { clock: Pick<IdleClock, 'state' | 'paused'> }) {
  const { tone, word } = STATE_LOOKS[state]
  return <Badge tone={tone}>{paused ? `${word}，暂停计时` : word}</Badge>
}

/** The idle clock in words: the cause, what counted, and each step that the law asks for with its day. */
export function IdleWords({ clock, contractPriceWan }: { clock: IdleClock; contractPriceWan: string | null }) {
  const { basis, from, counted, excluded, steps } = clock
  const fee = contractPriceWan === null ? null : `约 ${formatNumber(Number(contractPriceWan) * 0.2)} 万元`
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <IdleBadge clock={clock} />
        <span>
          已计 {counted} 天{excluded > 0 && `，另扣除政府原因延误 ${excluded} 天`}
        </span>
      </p>
      <p className="mt-1 text-sm text-grey-600">
        自 {from} 起算（{IDLE_BASIS_NAMES[basis]}）
      </p>
      <ol className="mt-3 space-y-2 border-t border-grey-200 pt-3">
        {steps.map(({ step, due, passed }) => (
          <li key={step}>
            <span className={passed ? 'font-medium text-danger' : 'font-medium'}>
              {due ?? '延误结束后再算'}
              {passed && ' 已到'}
            </span>
            <p className="text-sm text-grey-700">
              {IDLE_STEP_NAMES[step]}
              {step === 'fee' && fee && `（${fee}）`}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

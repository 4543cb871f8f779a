import { formatNumber } from '~/shared/money'
import { Panel } from '~/ui/page'
import { Progress } from '~/ui/progress'
import { useLookAgain } from '~/ui/use-look-again'
import { WORKING } from './words'

const POLL_MS = 1000
/** a small file is read in less */
const FIRST_POLL_MS = 400

/** Looks again while the program works on the file. */
export const useReadingProgress = (batchState: string): void =>
  useLookAgain(WORKING.includes(batchState), batchState === 'uploaded' ? FIRST_POLL_MS : POLL_MS)

interface ReadingProgressProps {
  batch: { state: string; progressDone: number; progressTotal: number | null }
}

/** How far the program is with the file; without JavaScript a link looks again. */
export function ReadingProgress({ batch }: ReadingProgressProps) {
  if (!WORKING.includes(batch.state)) return null
  return (
    <Panel>
      <Progress
        label={batch.state === 'committing' ? '正在写入，全部写成或全部不写' : '正在读取台账'}
        value={batch.progressTotal ? batch.progressDone : null}
        max={batch.progressTotal ?? 1}
        note={
          batch.progressTotal
            ? `${formatNumber(batch.progressDone)} / ${formatNumber(batch.progressTotal)} 行`
            : undefined
        }
      />
      <noscript>
        <p className="mt-2 text-sm">
          <a href="">刷新查看进度</a>
        </p>
      </noscript>
    </Panel>
  )
}

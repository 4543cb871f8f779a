import { STAGE_NAMES } from '~/projects/domain/stages'
import { Bar, BarKey } from '~/ui/charts/bar'
import { Change } from '~/ui/change'
import type { FunnelRow } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { shareWords } from '../domain/share-words'
import { FigureLink } from './figure-link'
import { LandDayNote } from './land-day-note'
import { yi, mu } from './numbers'

interface FunnelProps {
  rows: readonly FunnelRow[]
  /** The same stages on the earlier day. */
  earlier: readonly FunnelRow[]
  open: Open
  openEarlier: Open
  /** land supplied, nobody knows when; and the same on the earlier day */
  landDayUnknown: number
  landDayUnknownEarlier: number
}

const largest = (rows: readonly FunnelRow[]) => Math.max(1, ...rows.map(({ count }) => count))

const HEADS = [
  '阶段',
  '',
  '到达（个）',
  '比上期',
  '其中认定',
  '认定（亿元）',
  '到达比',
  '总投资（亿元）',
  '比上期',
  '用地（亩）',
  '比上期',
  '停在此阶段',
]
const pad = 'border-b border-grey-200 px-2 py-1'
const number = `${pad} whitespace-nowrap text-right`

/** Each stage with those that came to it or farther: reported beside verified, now beside the earlier day. */
export function FunnelTable({ rows, earlier, open, openEarlier, landDayUnknown, landDayUnknownEarlier }: FunnelProps) {
  const most = largest(rows)
  return (
    <div data-scroll className="relative overflow-x-auto">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">各阶段到达的项目数、认定数、到达比、总投资和用地，与上期对比</caption>
        <thead>
          <tr>
            {HEADS.map((head, at) => (
              <th
                key={at}
                scope="col"
                className={`whitespace-nowrap border-b border-grey-300 bg-grey-50 px-2 py-1 text-sm font-medium text-grey-700 ${at < 2 ? 'text-left' : 'text-right'}`}
              >
                {head || (
                  <span className="font-normal">
                    <BarKey light="填报" dark="认定" />
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const then = earlier[at]!
            const { stage } = row
            // What nobody dates is no change: it would be one on the day of the form or of the start.
            const unknown = stage === 'landSupplied' ? [landDayUnknown, landDayUnknownEarlier] : [0, 0]
            const [nowKnown, thenKnown] = [row.count - (unknown[0] ?? 0), then.count - (unknown[1] ?? 0)]
            const dated = nowKnown === row.count && thenKnown === then.count
            const [list, before] = [open({ come: stage }), openEarlier({ come: stage })]
            return (
              <tr key={stage}>
                <th scope="row" className={`${pad} whitespace-nowrap text-left font-medium`}>
                  {STAGE_NAMES[stage]}
                </th>
                <td className={`${pad} w-[26%] min-w-[120px]`}>
                  <Bar share={row.count / most} part={row.verified / most} />
                  {stage === 'landSupplied' && (
                    <LandDayNote count={landDayUnknown} open={open} className="block text-xs text-grey-600" />
                  )}
                </td>
                <td className={number}>
                  <FigureLink to={list} className="font-semibold">
                    {row.count}
                  </FigureLink>
                </td>
                <td className={number}>
                  <Change now={nowKnown} then={thenKnown} to={dated ? before : undefined} />
                </td>
                <td className={number}>
                  <FigureLink to={open({ verified: stage })}>{row.verified}</FigureLink>
                </td>
                <td className={number}>
                  <FigureLink to={open({ verified: stage })}>{yi(row.verifiedWan)}</FigureLink>
                </td>
                <td className={number}>
                  {row.conversionPct === null ? (
                    ''
                  ) : (
                    <FigureLink to={list}>{shareWords(row.count, rows[at - 1]?.count ?? 0)}</FigureLink>
                  )}
                </td>
                <td className={number}>
                  <FigureLink to={list}>{yi(row.investmentWan)}</FigureLink>
                </td>
                <td className={number}>
                  {dated && (
                    <Change
                      now={row.investmentWan / 10_000}
                      then={then.investmentWan / 10_000}
                      places={2}
                      to={before}
                    />
                  )}
                </td>
                <td className={number}>
                  <FigureLink to={list}>{mu(row.landMu)}</FigureLink>
                </td>
                <td className={number}>
                  {dated && <Change now={row.landMu} then={then.landMu} places={1} to={before} />}
                </td>
                <td className={number}>
                  <FigureLink to={open({ at: stage })}>{row.current}</FigureLink>
                  {row.currentSuspended > 0 && (
                    <FigureLink to={open({ at: stage, status: 'suspended' })} className="block text-xs text-grey-600">
                      其中暂缓 {row.currentSuspended}
                    </FigureLink>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

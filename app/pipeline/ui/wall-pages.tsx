import clsx from 'clsx'
import type { ReactNode } from 'react'
import { formatWan, roundHalfUp } from '~/shared/money'
import type { Defined } from '../domain/definitions'
import { overdueAfter } from '../domain/overdue'
import { shareWords } from '../domain/share-words'
import type { Wall, WallName } from '../domain/wall'

export interface WallPage {
  key: string
  title: string
  note?: ReactNode
  /** what its words mean */
  defined: readonly Defined[]
  body: ReactNode
}

/** The pages that turn on the wall; names five at a time, so that they are read from the last row. */
export function wallPages(wall: Wall): WallPage[] {
  const names = wall.names.length > 5 ? [wall.names.slice(0, 5), wall.names.slice(5)] : [wall.names]
  return [
    {
      key: 'sentences',
      title: '签约与开工',
      defined: ['notStarted', 'startRate', 'overdue', 'forecast'],
      body: <Sentences wall={wall} />,
    },
    {
      key: 'funnel',
      title: '从线索到达效',
      note: '到过这一阶段的项目',
      defined: ['reached', 'reachRatio'],
      body: <Funnel wall={wall} />,
    },
    {
      key: 'quarters',
      title: '各季度签约项目的开工',
      note: (
        <>
          截至 {wall.asOf}
          <span className="wall-of-bars">，深色为已开工</span>
        </>
      ),
      defined: ['startRate', 'startDay'],
      body: <Quarters wall={wall} />,
    },
    {
      key: 'units',
      title: '逾期未开工，按责任单位',
      note: `签约${overdueAfter(wall.days)}`,
      defined: ['overdue'],
      body: <Units wall={wall} />,
    },
    ...names.map((five, at) => ({
      key: `names-${at}`,
      title: names.length > 1 ? `最要紧的项目 ${at * 5 + 1}–${at * 5 + five.length}` : '最要紧的项目',
      note: `逾期未开工，投资大的在前${wall.unnamed > 0 ? `；另有 ${wall.unnamed} 个保密项目不列名` : ''}`,
      defined: ['overdue'] as const,
      body: <KeyNames names={five} from={at * 5} />,
    })),
  ]
}

function Sentences({ wall }: { wall: Wall }) {
  return (
    <>
      <ul className="wall-numbers">
        {wall.numbers.map(({ key, label, value, note, change, isBad }) => (
          <li key={key} className={clsx(isBad && value > 0 && 'wall-bad')}>
            <span className="wall-label">{label}</span>
            <span className="wall-figure">
              {value}
              <small>个</small>
            </span>
            <span>{note}</span>
            <span>
              比{wall.earlier} <b>{change}</b>
            </span>
          </li>
        ))}
      </ul>
      <div className="wall-sentences">
        {wall.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </>
  )
}

/** Rows of bars: what each stands for is written beside it. */
function Bars({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    <table className="wall-bars">
      <thead>
        <tr>
          {heads.map((head, at) =>
            head === '' ? (
              <td key={at} className="wall-track" />
            ) : (
              <th key={at} scope="col">
                {head}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** A share of the longest bar, and darker within it another. */
function Bar({ value, of, within, bad }: { value: number; of: number; within?: number; bad?: boolean }) {
  const width = (part: number) => ({ width: `${of > 0 ? (100 * part) / of : 0}%` })
  return (
    <td aria-hidden className="wall-track">
      <span
        className={clsx('wall-bar', within !== undefined && 'wall-bar-pale', bad && 'wall-bar-bad')}
        style={width(value)}
      />
      {within !== undefined && <span className="wall-bar" style={width(within)} />}
    </td>
  )
}

const yi = (wan: number) => roundHalfUp(wan / 10_000, 1).toFixed(1)

function Funnel({ wall: { funnel, earlier } }: { wall: Wall }) {
  const most = Math.max(...funnel.map(({ count }) => count))
  return (
    <Bars heads={['阶段', '', '个', '亿元', '到达比', `比${earlier}`]}>
      {funnel.map(({ key, label, count, investmentWan, reachRatio, change }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          <Bar value={count} of={most} />
          <td>
            <b>{count}</b>
          </td>
          <td>{yi(investmentWan)}</td>
          <td>{reachRatio}</td>
          <td>{change}</td>
        </tr>
      ))}
    </Bars>
  )
}

function Quarters({ wall: { quarters } }: { wall: Wall }) {
  if (quarters.length === 0) return <p className="wall-empty">还没有签约项目</p>
  const most = Math.max(...quarters.map(({ signed }) => signed))
  return (
    <Bars heads={['签约季度', '', '签约', '开工', '开工率']}>
      {quarters.map(({ key, label, signed, started }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          <Bar value={signed} of={most} within={started} />
          <td>{signed}</td>
          <td>
            <b>{started}</b>
          </td>
          <td>
            <b>{shareWords(started, signed)}</b>
          </td>
        </tr>
      ))}
    </Bars>
  )
}

function Units({ wall: { units, further } }: { wall: Wall }) {
  if (units.length === 0) return <p className="wall-empty">没有逾期未开工的项目</p>
  const most = Math.max(...units.map(({ investmentWan }) => investmentWan))
  return (
    <>
      <Bars heads={['责任单位', '', '亿元', '个', '最长签约天数']}>
        {units.map(({ key, label, total, investmentWan, longestDays }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <Bar value={investmentWan} of={most} bad />
            <td>
              <b>{yi(investmentWan)}</b>
            </td>
            <td>{total}</td>
            <td>{longestDays}</td>
          </tr>
        ))}
      </Bars>
      {further.units > 0 && (
        <p className="wall-more">
          另有 {further.units} 个单位 {further.total} 个项目
        </p>
      )}
    </>
  )
}

function KeyNames({ names, from }: { names: readonly WallName[]; from: number }) {
  if (names.length === 0) return <p className="wall-empty">没有可列名的逾期项目</p>
  return (
    <ol className="wall-names" start={from + 1}>
      {names.map((each, at) => (
        <Name key={from + at} place={from + at + 1} each={each} />
      ))}
    </ol>
  )
}

function Name({ place, each }: { place: number; each: WallName }) {
  const { name, investmentWan, days, overdueDays, unit, sponsor, suspended, blockingIssue, nextStep } = each
  return (
    <li>
      <p className="wall-name">
        <b>
          {place}. {name}
        </b>
        {suspended && '（暂缓）'}
      </p>
      <p className="wall-right">
        {investmentWan === null ? '投资未填' : formatWan(investmentWan)}{' '}
        <span className="wall-late">逾期 {overdueDays} 天</span>
      </p>
      <p className="wall-line">
        {unit ?? '责任单位未填'} · {sponsor ? `包保 ${sponsor}` : '包保领导未填'}
      </p>
      <p className="wall-right">已签约 {days} 天</p>
      <p className="wall-line wall-wide">
        {blockingIssue ? `卡点：${blockingIssue}` : '卡点未填'}；{nextStep ? `下一步：${nextStep}` : '下一步未填'}
      </p>
    </li>
  )
}

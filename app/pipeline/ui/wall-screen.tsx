import { Link } from '@remix-run/react'
import { ChevronLeft, ChevronRight, LogOut, Maximize, Pause, Play, type LucideIcon } from 'lucide-react'
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { businessTime } from '~/shared/day'
import { useHydrated } from '~/ui/use-hydrated'
import type { Wall } from '../domain/wall'
import type { Defined } from '../domain/definitions'
import { Definitions, legendName } from './legend'
import { wallPages } from './wall-pages'
import { useRefresh, type RefreshTrouble } from './wall-refresh'
import { useRotation, type Rotation } from './wall-rotation'

interface ScreenProps {
  first: Wall
  /** where fresh figures come from */
  source: string
  /** each page stands so long */
  seconds: number
  /** back from the log-in page to this wall */
  loginTo: string
  leaveTo: string
}

/** A wall of a meeting room: one page at a time. Without JavaScript all of them, one under another. */
export function WallScreen({ first, source, seconds, loginTo, leaveTo }: ScreenProps) {
  const hydrated = useHydrated()
  const { wall, trouble } = useRefresh(first, source)
  const pages = wallPages(wall)
  const rotation = useRotation(pages.length, seconds, hydrated)
  return (
    <main className="wall" data-turning={hydrated || undefined}>
      <h1 className="sr-only">签约开工大屏</h1>
      {pages.map(({ key, title, note, defined, body }, at) => (
        <section
          key={key}
          aria-labelledby={`wall-${key}`}
          className="wall-page"
          hidden={hydrated && at !== rotation.at}
        >
          <header className="wall-head">
            <h2 id={`wall-${key}`}>{title}</h2>
            <WallLegend key={String(at === rotation.at)} of={defined} rotation={rotation} />
            {note && <p>{note}</p>}
            <p className="wall-scope">
              {wall.past && <b className="wall-past">{wall.past}</b>}
              {wall.scope}
            </p>
          </header>
          <div className="wall-body">{body}</div>
        </section>
      ))}
      <footer className="wall-foot">
        <p className={clsx('wall-moment', trouble && 'wall-late')}>数据时间 {businessTime(wall.at)}</p>
        <div role="status" className="wall-trouble">
          {trouble && <TroubleWords trouble={trouble} loginTo={loginTo} />}
        </div>
        {hydrated && <Controls rotation={rotation} count={pages.length} />}
        <Link to={leaveTo} className="wall-button">
          <LogOut aria-hidden />
          退出
        </Link>
      </footer>
    </main>
  )
}

/** A (?) that says what the page's words mean; while it is read the pages do not turn. */
function WallLegend({ of, rotation: { playing, toggle } }: { of: readonly Defined[]; rotation: Rotation }) {
  return (
    <details className="wall-legend" onToggle={(event) => event.currentTarget.open && playing && toggle()}>
      <summary aria-label={legendName(of)}>?</summary>
      <Definitions of={of} />
    </details>
  )
}

const TROUBLES: Record<RefreshTrouble, string> = {
  away: '网络或服务器连不上，恢复后自动更新',
  failed: '服务器给不出新数据，稍后自动再试',
  signedOut: '登录已到期或已退出，登录后继续更新',
  refused: '这个账号不再有查看权限',
}

function TroubleWords({ trouble, loginTo }: { trouble: RefreshTrouble; loginTo: string }) {
  return (
    <p>
      <b>不是最新数据：</b>
      {TROUBLES[trouble]}
      {trouble === 'signedOut' && (
        <>
          {' '}
          <Link to={loginTo} reloadDocument>
            重新登录
          </Link>
        </>
      )}
    </p>
  )
}

function Controls({ rotation: { at, playing, go, toggle }, count }: { rotation: Rotation; count: number }) {
  return (
    <div role="group" aria-label="翻页" className="wall-controls">
      <Control icon={ChevronLeft} label="上一页" onClick={() => go(-1)} />
      <Control icon={playing ? Pause : Play} label={playing ? '暂停' : '继续'} onClick={toggle} />
      <Control icon={ChevronRight} label="下一页" onClick={() => go(1)} />
      <span className="wall-place">
        {at + 1}/{count}
        {!playing && ' 已暂停'}
      </span>
      <FullScreen />
    </div>
  )
}

function Control({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <button type="button" className="wall-button" onClick={onClick}>
      <Icon aria-hidden />
      {label}
    </button>
  )
}

function FullScreen() {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const onChange = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [])
  if (full) return null
  return (
    <Control
      icon={Maximize}
      label="全屏"
      onClick={() => void document.documentElement.requestFullscreen().catch(() => {})}
    />
  )
}

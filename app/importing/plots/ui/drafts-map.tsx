import 'leaflet/dist/leaflet.css'
import '~/land/ui/map/map.css'
import { useNavigate } from '@remix-run/react'
import type * as Leaflet from 'leaflet'
import { useEffect, useRef, useState } from 'react'
import { fetchPlots } from '~/land/ui/map/fetch-plots'
import { CHINA, drawingLayer, showGround, textNode } from '~/land/ui/map/plot-layers'
import { formatNumber } from '~/shared/money'
import { Panel } from '~/ui/page'
import type { DraftsAnswer } from '../domain/map-of-drafts'

const READY = { color: '#1b4c8d', weight: 1.5, fillColor: '#1b4c8d', fillOpacity: 0.25 }
const WAITING = { color: '#ae201a', weight: 2, dashArray: '4 3', fillColor: '#ae201a', fillOpacity: 0.2 }
const THERE = { color: '#919aa6', weight: 1, fillColor: '#919aa6', fillOpacity: 0.15 }

/** The drawings of an import on the ground that is known, before anything is written; a click leads to the row. */
export function DraftsMap({ importId }: { importId: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('正在画图…')
  const navigate = useNavigate()
  const go = useRef(navigate)
  go.current = navigate

  useEffect(() => {
    const element = box.current
    if (!element) return
    let map: Leaflet.Map | null = null
    const away = new AbortController()
    const begin = async () => {
      const [{ default: L }, answer] = await Promise.all([
        import('leaflet'),
        fetch(`/imports/${importId}/map`, { signal: away.signal }),
      ])
      if (!answer.ok) throw new Error(String(answer.status))
      const found = (await answer.json()) as DraftsAnswer
      if (away.signal.aborted) return
      map = drawn(L, element, found, (rowId) => void go.current(`/imports/${importId}/rows/${rowId}`), away.signal)
      setSaid(wordsOf(found))
    }
    begin().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        setSaid('没有取到图形，刷新页面再试；下面的各行不受影响')
    })
    return () => {
      away.abort()
      map?.remove()
    }
  }, [importId])

  return (
    <Panel title="图上预览" flush>
      <div className="plot-map relative isolate">
        <div ref={box} role="region" aria-label="要导入的地块；同样的地块在下面按行列出" className="h-[380px] w-full" />
      </div>
      <p role="status" className="border-t border-grey-200 px-3 py-2 text-sm text-grey-600">
        {said}
      </p>
    </Panel>
  )
}

function wordsOf({ drafts, total }: DraftsAnswer): string {
  if (total === 0) return '这份文件没有图形'
  const waiting = drafts.filter(({ waits }) => waits).length
  const more = total > drafts.length ? `，先画 ${formatNumber(drafts.length)} 宗` : ''
  return `${formatNumber(total)} 宗有图形${more}${waiting > 0 ? `；红色虚线 ${formatNumber(waiting)} 宗待处理` : ''}；灰色是已有地块`
}

function drawn(
  L: typeof Leaflet,
  element: HTMLElement,
  { ground, drafts, bounds }: DraftsAnswer,
  open: (rowId: string) => void,
  signal: AbortSignal,
): Leaflet.Map {
  const renderer = L.canvas({ padding: 0.3 })
  const map = L.map(element, { renderer, preferCanvas: true, attributionControl: false, zoomSnap: 0.5 })
  const [west, south, east, north] = bounds ?? ground.bounds ?? CHINA
  map.fitBounds([
    [south, west],
    [north, east],
  ])
  L.control.scale({ imperial: false }).addTo(map)
  showGround({ L, map, renderer }, ground)
  const there = L.layerGroup().addTo(map)
  for (const { rowId, code, waits, geometry } of drafts)
    drawingLayer(L, geometry, { style: { renderer, ...(waits ? WAITING : READY) } })
      .bindTooltip(textNode([code || '没有宗地号', ...(waits ? ['待处理'] : [])]), { className: 'plot-label' })
      .on('click', () => open(rowId))
      .addTo(map)
  const beneath = async () => {
    const { plots } = await fetchPlots(new URLSearchParams({ bbox: map.getBounds().toBBoxString() }), signal)
    there.clearLayers()
    for (const plot of plots)
      drawingLayer(L, plot.geometry, { style: { renderer, ...THERE }, interactive: false }).addTo(there)
  }
  const redraw = () => void beneath().catch(() => {})
  map.on('moveend', redraw)
  redraw()
  return map
}

import { LocateFixed, PenLine, Plus, Printer, Ruler, Scissors, Square, X } from 'lucide-react'
import { Button } from '~/ui/button'
import type { MapTool } from '../../domain/map/map-view'
import { findPlace, whyNoPlace, type Place } from './place'

interface MapToolsProps {
  tool: MapTool | null
  mayDraw: boolean
  /** a plot is chosen, and its drawing is there */
  hasPlot: boolean
  onBegin: (tool: MapTool) => void
  onStop: () => void
  onPlace: (place: Place) => void
  onPrint: () => void
  onSay: (words: string) => void
}

const TOOLS = [
  { tool: 'distance', label: '测距', icon: Ruler, draws: false, ofPlot: false },
  { tool: 'area', label: '测面积', icon: Square, draws: false, ofPlot: false },
  { tool: 'new', label: '画新地块', icon: Plus, draws: true, ofPlot: false },
  { tool: 'split', label: '画分割线', icon: Scissors, draws: true, ofPlot: true },
  { tool: 'edit', label: '改界线', icon: PenLine, draws: true, ofPlot: true },
] as const

/** What is done on the map beside looking; lies over it. */
export function MapTools({ tool, mayDraw, hasPlot, onBegin, onStop, onPlace, onPrint, onSay }: MapToolsProps) {
  const why = whyNoPlace()
  const locate = () => (why ? onSay(why) : findPlace(onPlace, onSay))
  return (
    <div
      role="toolbar"
      aria-label="地图工具"
      className="absolute left-14 right-2 top-2.5 z-[500] flex flex-wrap gap-1.5"
    >
      {TOOLS.filter((each) => (mayDraw || !each.draws) && (hasPlot || !each.ofPlot)).map((each) => (
        <Button
          key={each.tool}
          size="small"
          icon={each.tool === tool ? X : each.icon}
          aria-pressed={each.tool === tool}
          onClick={() => (each.tool === tool ? onStop() : onBegin(each.tool))}
        >
          {each.tool === tool ? '结束' : each.label}
        </Button>
      ))}
      <Button size="small" icon={LocateFixed} title={why ?? undefined} onClick={locate}>
        我的位置
      </Button>
      <Button size="small" icon={Printer} className="max-sm:hidden" onClick={onPrint}>
        打印 A3 图
      </Button>
    </div>
  )
}

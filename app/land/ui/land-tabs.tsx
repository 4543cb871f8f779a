import { useLocation, useSearchParams } from '@remix-run/react'
import { Tabs } from '~/ui/tabs'

/** What is the table's or the map's alone. */
const OWN = new Set(['page', 'sort', 'at', 'plot', 'draw'])

/** The same plots under the same filters, as a table and on the map; and what becomes of land. */
export function LandTabs() {
  const { pathname } = useLocation()
  const [params] = useSearchParams()
  const isList = pathname === '/plots' || pathname === '/map'
  const kept = new URLSearchParams([...params].filter(([name]) => isList && !OWN.has(name)))
  const query = kept.size > 0 ? `?${kept}` : ''
  return (
    <Tabs
      label="土地"
      items={[
        { label: '台账', to: `/plots${query}`, active: pathname === '/plots' },
        { label: '地图', to: `/map${query}`, active: pathname === '/map' },
        { label: '标准厂房', to: '/factories', active: pathname === '/factories' },
        { label: '盘活', to: '/land/revival', active: pathname === '/land/revival' },
        { label: '三未土地', to: '/land/three-not', active: pathname === '/land/three-not' },
        { label: '供地计划', to: '/land/plan', active: pathname === '/land/plan' },
      ]}
    />
  )
}

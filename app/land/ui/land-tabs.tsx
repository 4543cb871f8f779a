import { useLocation, useSearchParams } from '@remix-run/react'
import { Tabs } from '~/ui/tabs'

/** The same plots under the same filters, as a table and on the map. */
export function LandTabs() {
  const { pathname } = useLocation()
  const [params] = useSearchParams()
  const kept = new URLSearchParams([...params].filter(([name]) => name !== 'page' && name !== 'sort'))
  const query = kept.size > 0 ? `?${kept}` : ''
  return (
    <Tabs
      label="土地"
      items={[
        { label: '台账', to: `/plots${query}`, active: pathname === '/plots' },
        { label: '地图', to: `/map${query}`, active: pathname === '/map' },
      ]}
    />
  )
}

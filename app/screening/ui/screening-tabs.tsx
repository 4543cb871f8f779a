import { useLocation } from '@remix-run/react'
import { Tabs } from '~/ui/tabs'

const PAGES = [
  { label: '项目预审', to: '/screening' },
  { label: '速判', to: '/screening/quick' },
  { label: '指标', to: '/screening/budgets' },
]

/** The pages of pre-screening. */
export function ScreeningTabs() {
  const { pathname } = useLocation()
  return <Tabs label="预审" items={PAGES.map((page) => ({ ...page, active: pathname === page.to }))} />
}

import { useLocation } from '@remix-run/react'
import { Tabs } from '~/ui/tabs'

const PAGES = [
  { label: '项目预审', to: '/screening' },
  { label: '速判', to: '/screening/quick' },
  { label: '全部重判', to: '/screening/runs' },
  { label: '指标', to: '/screening/budgets' },
  { label: '部门意见', to: '/opinions' },
  { label: '附带条件', to: '/conditions' },
  { label: '会议', to: '/meetings' },
]

/** The pages of pre-screening. */
export function ScreeningTabs() {
  const { pathname } = useLocation()
  return <Tabs label="预审" items={PAGES.map((page) => ({ ...page, active: pathname === page.to }))} />
}

import { Tabs } from '~/ui/tabs'

/** The two halves of the room. */
export function RoomTabs({ at }: { at: 'chains' | 'targets' }) {
  return (
    <Tabs
      label="产业链"
      items={[
        { label: '产业链', to: '/chains', active: at === 'chains' },
        { label: '目标企业', to: '/chains/targets', active: at === 'targets' },
      ]}
    />
  )
}

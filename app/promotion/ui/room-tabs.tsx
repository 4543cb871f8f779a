import { Tabs } from '~/ui/tabs'

/** The two halves of the room. */
export function RoomTabs({ at }: { at: 'batches' | 'events' }) {
  return (
    <Tabs
      label="批次活动"
      items={[
        { label: '三个一批', to: '/batches', active: at === 'batches' },
        { label: '招商活动', to: '/events', active: at === 'events' },
      ]}
    />
  )
}

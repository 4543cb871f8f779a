import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { readMeeting } from '~/screening/server/meetings/read-meetings'
import { LeaderList } from '~/screening/ui/meetings/leader-list'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { Page } from '~/ui/page'
import { Landscape, PrintButton, PrintedBy } from '~/ui/print'

export const meta: MetaFunction = () => pageTitle('审议项目清单')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'meeting.read')
  const meeting = await readMeeting(context, args.params.id)
  return { meeting, day: businessDay(context.now), person: context.actor.name }
}

export default function MeetingList() {
  const { meeting, day, person } = useLoaderData<typeof loader>()
  const { id, name, heldOn, place, items } = meeting
  return (
    <Page
      title={`${name} 审议项目清单`}
      note={[heldOn, place, `${items.length} 个项目`].filter(Boolean).join('，')}
      crumbs={[{ label: '会议', to: '/meetings' }, { label: name, to: `/meetings/${id}` }, { label: '清单' }]}
      printed={
        <PrintedBy day={day} person={person}>
          供领导审阅
        </PrintedBy>
      }
      actions={<PrintButton />}
    >
      <Landscape paper="A4" />
      <LeaderList items={items} />
    </Page>
  )
}

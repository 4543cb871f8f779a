import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listMeetings } from '~/screening/server/meetings/read-meetings'
import { MeetingTable } from '~/screening/ui/meetings/meeting-table'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction = () => pageTitle('会审会议')

const SIZE = 30

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'meeting.read')
  const page = pageNumber(new URL(args.request.url).searchParams)
  const listed = await listMeetings(context, { page, limit: SIZE })
  return { ...listed, page, mayArrange: can(context.actor, 'meeting.manage') }
}

export default function Meetings() {
  const { items, total, page, mayArrange } = useLoaderData<typeof loader>()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page
      title="会审会议"
      note="招委会和园区自己的会审；到会达到法定人数才能登记决定。"
      actions={
        mayArrange && (
          <LinkButton to="/meetings/new" icon={Plus}>
            安排会议
          </LinkButton>
        )
      }
    >
      <ScreeningTabs />
      <div className="panel">
        <MeetingTable
          rows={items}
          empty={
            <EmptyState
              title={mayArrange ? '还没有会议' : '没有您可以查看的会议'}
              actions={mayArrange && <LinkButton to="/meetings/new">安排会议</LinkButton>}
            >
              {mayArrange
                ? '安排会议后，把已出具预审结论的项目列入议程。'
                : '会议由招商局、领导和园区（本园区的）查看；会议对项目的决定见该项目的预审结果页。'}
            </EmptyState>
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="次" />
          </div>
        )}
      </div>
    </Page>
  )
}

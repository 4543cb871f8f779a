import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { EVENT_OUTCOMES, joinEventInput, leaveEventInput, OUTCOME_NAMES } from '~/promotion/domain/event'
import { searchCandidates, type ProjectCandidate } from '~/promotion/server/candidates'
import { addToEvent, removeFromEvent } from '~/promotion/server/event-members'
import { listEventMembers, readEvent } from '~/promotion/server/events'
import { memberTitle } from '~/promotion/ui/event-page'
import { ProjectNotes, SearchPanel, TickForm, type Ticked } from '~/promotion/ui/member-desk'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { Button, LinkButton } from '~/ui/button'
import { RadioGroup } from '~/ui/choice'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction<typeof loader> = ({ data: found }) => pageTitle(`调整项目 ${found?.event.name ?? ''}`)

const SIZE = 100

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const search = new URL(args.request.url).searchParams
  const words = search.get('q') ?? ''
  const page = pageNumber(search)
  const event = await readEvent(context, args.params.id)
  const [found, members] = await Promise.all([
    searchCandidates(context, words),
    listEventMembers(context, event.id, { offset: (page - 1) * SIZE, limit: SIZE }),
  ])
  return { event, words, found, members: members.items, total: members.total, page }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const values = await formInput(args.request)
  const { id: eventId } = await readEvent(context, args.params.id)
  const here = `/events/${eventId}/projects${new URL(args.request.url).search}`
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'add') {
      const { added, changed } = await addToEvent(context, { eventId, ...parseInput(joinEventInput, values) })
      const said = [added > 0 && `已列入 ${added} 个`, changed > 0 && `已更新 ${changed} 个的成果`]
        .filter(Boolean)
        .join('，')
      return redirectWithFlash(here, said || '勾选的项目已经在这次活动里')
    }
    if (values.intent !== 'remove') throw data('unknown intent', 400)
    const { removed } = await removeFromEvent(context, { eventId, ...parseInput(leaveEventInput, values) })
    return redirectWithFlash(here, `已移出 ${removed} 个`)
  })
}

/** The project as a whole, and each of its phases. */
function boxesOf(project: ProjectCandidate, eventId: string): Ticked[] {
  const here = project.memberships.events.filter(({ id }) => id === eventId)
  const notes = (
    <>
      <ProjectNotes project={project} />
      {here.map(({ entryId, phase, outcome }) => (
        <span key={entryId}>
          已列入{phase && `（${phase}）`}：{OUTCOME_NAMES[outcome]}
        </span>
      ))}
    </>
  )
  return [
    { value: project.id, name: project.name, notes },
    ...project.phases.map((phase) => ({
      value: `${project.id}:${phase.id}`,
      name: `${project.name}（${phase.name}）`,
      notes: null,
    })),
  ]
}

export default function EventProjects() {
  const { event, words, found, members, total, page } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const pages = usePages({ total, page, size: SIZE, shown: members.length })
  const at = `/events/${event.id}`
  return (
    <Page
      title="调整项目"
      width="reading"
      crumbs={[{ label: '招商活动', to: '/events' }, { label: event.name, to: at }, { label: '调整项目' }]}
      actions={<LinkButton to={at}>完成</LinkButton>}
    >
      <div className="space-y-4">
        <SearchPanel words={words} found={found && { total: found.total, shown: found.items.length }}>
          {found && found.items.length > 0 && (
            <TickForm
              key={words}
              intent="add"
              name="members"
              label="列入项目"
              reply={reply}
              items={found.items.flatMap((project) => boxesOf(project, event.id))}
            >
              <RadioGroup
                label="成果"
                name="outcome"
                defaultValue={String(reply?.values?.outcome ?? 'met')}
                options={EVENT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_NAMES[outcome] }))}
              />
              <Button type="submit" tone="primary">
                列入勾选的项目
              </Button>
            </TickForm>
          )}
        </SearchPanel>
        <Panel title={`已列入 ${total} 个`}>
          {members.length === 0 ? (
            <p className="text-grey-600">还没有列入项目。</p>
          ) : (
            <TickForm
              intent="remove"
              name="entryIds"
              label="移出项目"
              reply={reply}
              items={members.map((member) => ({
                value: member.entryIds.join(','),
                name: memberTitle(member),
                notes: (
                  <>
                    <span className="font-medium text-grey-700">{OUTCOME_NAMES[member.outcome]}</span>
                    <ProjectNotes project={member} />
                  </>
                ),
              }))}
            >
              <Button type="submit" tone="danger">
                移出勾选的项目
              </Button>
            </TickForm>
          )}
          {total > SIZE && <Pager {...pages} unit="个项目" />}
        </Panel>
      </div>
    </Page>
  )
}

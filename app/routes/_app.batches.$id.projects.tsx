import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { BATCH_PARTS, joinBatchInput, leaveBatchInput, PART_NAMES } from '~/promotion/domain/batch'
import { addToBatch, removeFromBatch } from '~/promotion/server/batch-members'
import { listBatchMembers, readPromotionBatch } from '~/promotion/server/batches'
import { searchCandidates } from '~/promotion/server/candidates'
import { ProjectNotes, SearchPanel, TickForm } from '~/promotion/ui/member-desk'
import { parseInput } from '~/shared/input'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { Button, LinkButton } from '~/ui/button'
import { RadioGroup } from '~/ui/choice'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction<typeof loader> = ({ data: found }) => pageTitle(`调整项目 ${found?.batch.name ?? ''}`)

const SIZE = 100

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const search = new URL(args.request.url).searchParams
  const words = search.get('q') ?? ''
  const page = pageNumber(search)
  const batch = await readPromotionBatch(context, args.params.id)
  const [found, members] = await Promise.all([
    searchCandidates(context, words),
    listBatchMembers(context, batch.id, { offset: (page - 1) * SIZE, limit: SIZE }),
  ])
  return { batch, words, found, members: members.items, total: members.total, page }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'promotion.manage')
  const values = await formInput(args.request)
  const { id: batchId } = await readPromotionBatch(context, args.params.id)
  const here = `/batches/${batchId}/projects${new URL(args.request.url).search}`
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'add') {
      const { added } = await addToBatch(context, { batchId, ...parseInput(joinBatchInput, values) })
      return redirectWithFlash(here, added === 0 ? '勾选的项目已经在这个批次里' : `已列入 ${added} 个项目`)
    }
    if (values.intent !== 'remove') throw data('unknown intent', 400)
    const { removed } = await removeFromBatch(context, { batchId, ...parseInput(leaveBatchInput, values) })
    return redirectWithFlash(here, `已移出 ${removed} 个项目`)
  })
}

export default function BatchProjects() {
  const { batch, words, found, members, total, page } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const pages = usePages({ total, page, size: SIZE, shown: members.length })
  const at = `/batches/${batch.id}`
  return (
    <Page
      title="调整项目"
      width="reading"
      crumbs={[{ label: '三个一批', to: '/batches' }, { label: batch.name, to: at }, { label: '调整项目' }]}
      actions={<LinkButton to={at}>完成</LinkButton>}
    >
      <div className="space-y-4">
        <SearchPanel words={words} found={found && { total: found.total, shown: found.items.length }}>
          {found && found.items.length > 0 && (
            <TickForm
              key={words}
              intent="add"
              name="projectIds"
              label="列入项目"
              reply={reply}
              items={found.items.map((project) => ({
                value: project.id,
                name: project.name,
                notes: (
                  <>
                    <ProjectNotes project={project} />
                    {project.memberships.batches.map(({ id, name, part }) => (
                      <span key={part} className={id === batch.id ? undefined : 'text-warning'}>
                        {id === batch.id ? `已列为本批次${PART_NAMES[part]}` : `已在“${name}”的${PART_NAMES[part]}中`}
                      </span>
                    ))}
                  </>
                ),
              }))}
            >
              <RadioGroup
                label="列为"
                name="part"
                defaultValue={String(reply?.values?.part ?? 'signed')}
                options={BATCH_PARTS.map((part) => ({ value: part, label: PART_NAMES[part] }))}
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
              name="members"
              label="移出项目"
              reply={reply}
              items={members.map((member) => ({
                value: `${member.part}:${member.project.id}`,
                name: member.project.name,
                notes: (
                  <>
                    <span className="font-medium text-grey-700">{PART_NAMES[member.part]}</span>
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

import { Form } from '@remix-run/react'
import { Button } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { Field } from '~/ui/field'
import { FormActions, FormErrors } from '~/ui/form'
import { replyOf, type FormReply } from '~/ui/form-reply'
import { Panel } from '~/ui/page'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import { BATCH_PARTS, PART_NAMES, type BatchPart } from '../domain/batch'
import { EVENT_OUTCOMES, OUTCOME_NAMES } from '../domain/event'
import type { Memberships } from '../server/memberships'

interface ProjectPromotionProps {
  projectId: string
  memberships: Memberships
  batches: readonly { id: string; name: string }[]
  events: readonly { id: string; name: string; kind: string; heldFrom: string }[]
  reply: unknown
}

/** In which batches a project is, and at which events it was. */
export function ProjectPromotion({ projectId, memberships, batches, events, reply }: ProjectPromotionProps) {
  const said = replyOf(reply)
  const intent = said?.values?.intent
  const inBatch = (part: BatchPart) => memberships.batches.find((each) => each.part === part)?.id ?? ''
  // The boxes start anew whenever what is stored has changed.
  const key = BATCH_PARTS.map(inBatch).join(' ')
  const known = memberships.batches.filter(({ id }) => batches.every((batch) => batch.id !== id))
  const options = namedOptions([...known, ...batches])
  return (
    <div className="space-y-4">
      <Panel title="三个一批">
        <KeptForm method="post" key={key}>
          {intent === 'batches' && <Errors reply={said} />}
          <input type="hidden" name="intent" value="batches" />
          <div className="grid gap-4 sm:grid-cols-3">
            {BATCH_PARTS.map((part) => (
              <Field key={part} label={`作为${PART_NAMES[part]}列入`} name={part}>
                <SearchSelect name={part} options={options} blank="未列入" defaultValue={inBatch(part)} />
              </Field>
            ))}
          </div>
          {BATCH_PARTS.map((part) => (
            <input key={part} type="hidden" name={`seen.${part}`} value={inBatch(part)} />
          ))}
          <FormActions>
            <Button type="submit" tone="primary">
              保存批次
            </Button>
          </FormActions>
        </KeptForm>
      </Panel>
      <Panel title="招商活动">
        {memberships.events.length > 0 && (
          <ul className="mb-4 divide-y divide-grey-200 border-b border-grey-200">
            {memberships.events.map((event) => (
              <li key={event.entryId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <span className="min-w-0">
                  <a href={`/events/${event.id}`}>{event.name}</a>
                  <span className="ml-2 text-sm text-grey-600">
                    {[event.heldFrom, event.phase, OUTCOME_NAMES[event.outcome]].filter(Boolean).join('，')}
                  </span>
                </span>
                <Form method="post">
                  <input type="hidden" name="intent" value="leave" />
                  <input type="hidden" name="eventId" value={event.id} />
                  <input type="hidden" name="entryIds" value={event.entryId} />
                  <Button type="submit" size="small" aria-label={`移出“${event.name}”`}>
                    移出
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
        <KeptForm method="post" key={memberships.events.map(({ entryId, outcome }) => entryId + outcome).join(' ')}>
          {(intent === 'join' || intent === 'leave') && <Errors reply={said} />}
          <input type="hidden" name="intent" value="join" />
          <input type="hidden" name="members" value={projectId} />
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="活动" name="eventId" className="sm:col-span-2">
              <SearchSelect
                name="eventId"
                options={events.map(({ id, name, kind, heldFrom }) => ({
                  value: id,
                  label: `${heldFrom} ${name}`,
                  group: kind,
                }))}
              />
            </Field>
            <Field label="成果" name="outcome">
              <Select
                name="outcome"
                defaultValue="met"
                options={EVENT_OUTCOMES.map((value) => ({ value, label: OUTCOME_NAMES[value] }))}
              />
            </Field>
          </div>
          <FormActions>
            <Button type="submit">列入活动</Button>
          </FormActions>
        </KeptForm>
      </Panel>
    </div>
  )
}

function Errors({ reply }: { reply: FormReply | undefined }) {
  if (!reply) return null
  const errors =
    reply.errors.length > 0 ? reply.errors.map(({ message }) => ({ message })) : [{ message: '请核对后再保存' }]
  return <FormErrors title={reply.message} errors={errors} />
}

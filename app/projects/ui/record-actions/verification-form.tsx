import { formatDayRange } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { Field } from '~/ui/field'
import { FormActions, Notice } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { verificationInput } from '../../domain/record-inputs'
import { evidenceFor } from '../../domain/guards'
import { isPathStage, STAGE_NAMES } from '../../domain/stages'
import { ownRecordWords } from '../../domain/verification'
import { FileLinks } from '../record/file-links'
import type { EventView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { CancelRecordAction, RecordActionForm } from './record-action-form'

/** 认定: the office says that it has seen the evidence. */
export function VerificationForm({
  event,
  rents,
  ...rest
}: RecordActionFormProps & { event: EventView; rents: boolean }) {
  const form = useZodForm(verificationInput, { reply: rest.reply, fetcher: rest.fetcher })
  const needed = isPathStage(event.stage) ? evidenceFor(event.stage, rents) : []
  const facts = `${STAGE_NAMES[event.stage]}，${formatDayRange(event.occurred)}，${event.recordedByName}登记。`
  if (event.leftTo.length > 0) return <LeftToOthers facts={facts} event={event} {...rest} />
  if (needed.length > 0 && event.files.length === 0)
    return <NothingToSee facts={facts} needed={needed} event={event} {...rest} />
  return (
    <RecordActionForm form={form} submitLabel="认定" {...rest}>
      <p>
        {facts}
        {needed.length > 0 && <span className="text-grey-600">认定须见：{needed.join('、')}。</span>}
      </p>
      {event.files.length > 0 && <FileLinks files={event.files} />}
      <Field label="认定意见" name="note">
        <Textarea rows={2} {...form.register('note')} />
      </Field>
    </RecordActionForm>
  )
}

/** Whoever recorded a stage does not verify it: who may. */
function LeftToOthers({
  facts,
  event,
  fetcher,
  cancelTo,
}: RecordActionFormProps & { facts: string; event: EventView }) {
  return (
    <>
      <p>{facts}</p>
      <div className="mt-3.5">
        <Notice title={ownRecordWords(event.leftTo)} />
      </div>
      <FormActions>
        <CancelRecordAction fetcher={fetcher} cancelTo={cancelTo} />
      </FormActions>
    </>
  )
}

/** Without evidence nothing is verified: what is missing, and the way to it. */
function NothingToSee({
  facts,
  needed,
  event,
  fetcher,
  cancelTo,
}: RecordActionFormProps & { facts: string; needed: readonly string[]; event: EventView }) {
  return (
    <>
      <p>{facts}</p>
      <div className="mt-3.5">
        <Notice tone="warning" title={`还没有佐证，不能认定。须先上传：${needed.join('、')}`} />
      </div>
      <FormActions>
        <LinkButton to={`${cancelTo}/evidence?event=${event.id}`} tone="primary">
          传佐证
        </LinkButton>
        <CancelRecordAction fetcher={fetcher} cancelTo={cancelTo} />
      </FormActions>
    </>
  )
}

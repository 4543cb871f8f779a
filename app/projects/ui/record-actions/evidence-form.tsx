import { useZodForm } from '~/ui/zod-form'
import { evidenceInput } from '../../domain/record-inputs'
import { evidenceFor } from '../../domain/guards'
import { isPathStage, STAGE_NAMES } from '../../domain/stages'
import type { EventView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm, EvidenceFields } from './record-action-form'

/** Adds evidence to a stage event, or to the project as a whole. */
export function EvidenceForm({ event, rents, ...rest }: RecordActionFormProps & { event?: EventView; rents: boolean }) {
  const form = useZodForm(evidenceInput, { reply: rest.reply, fetcher: rest.fetcher })
  const kinds = event && isPathStage(event.stage) ? evidenceFor(event.stage, rents) : []
  return (
    <RecordActionForm form={form} submitLabel="上传" files {...rest}>
      {event && <input type="hidden" name="eventId" value={event.id} />}
      {event && <p className="text-grey-700">作为“{STAGE_NAMES[event.stage]}”的佐证。</p>}
      <EvidenceFields form={form} kinds={kinds} required />
    </RecordActionForm>
  )
}

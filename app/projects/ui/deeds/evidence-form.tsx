import { useZodForm } from '~/ui/zod-form'
import { evidenceInput } from '../../domain/deeds'
import { evidenceFor } from '../../domain/guards'
import { isPathStage, STAGE_NAMES } from '../../domain/stages'
import type { EventView } from '../record/view'
import type { DeedFormProps } from './deed'
import { DeedForm, EvidenceFields } from './deed-form'

/** Adds evidence to a stage event, or to the project as a whole. */
export function EvidenceForm({ event, rents, ...deed }: DeedFormProps & { event?: EventView; rents: boolean }) {
  const form = useZodForm(evidenceInput, { reply: deed.reply, fetcher: deed.fetcher })
  const kinds = event && isPathStage(event.stage) ? evidenceFor(event.stage, rents) : []
  return (
    <DeedForm form={form} submitLabel="上传" files {...deed}>
      {event && <input type="hidden" name="eventId" value={event.id} />}
      {event && <p className="text-grey-700">作为“{STAGE_NAMES[event.stage]}”的佐证。</p>}
      <EvidenceFields form={form} kinds={kinds} required />
    </DeedForm>
  )
}

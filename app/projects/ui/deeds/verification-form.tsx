import { formatDayRange } from '~/shared/day'
import { Field } from '~/ui/field'
import { Notice } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { verificationInput } from '../../domain/deeds'
import { evidenceFor } from '../../domain/guards'
import { isPathStage, STAGE_NAMES } from '../../domain/stages'
import { FileLinks } from '../record/file-links'
import type { EventView } from '../record/view'
import type { DeedFormProps } from './deed'
import { DeedForm } from './deed-form'

/** 认定: the office says that it has seen the evidence. */
export function VerificationForm({ event, rents, ...deed }: DeedFormProps & { event: EventView; rents: boolean }) {
  const form = useZodForm(verificationInput, { reply: deed.reply, fetcher: deed.fetcher })
  const needed = isPathStage(event.stage) ? evidenceFor(event.stage, rents) : []
  return (
    <DeedForm form={form} submitLabel="认定" {...deed}>
      <p>
        {STAGE_NAMES[event.stage]}，{formatDayRange(event.occurred)}，{event.recordedByName}登记。
        {needed.length > 0 && <span className="text-grey-600">认定须见：{needed.join('、')}。</span>}
      </p>
      {event.files.length > 0
        ? <FileLinks files={event.files} />
        : needed.length > 0 && <Notice tone="warning">这条记录还没有佐证材料，请先上传。</Notice>}
      <Field label="认定意见" name="note"><Textarea rows={2} {...form.register('note')} /></Field>
    </DeedForm>
  )
}

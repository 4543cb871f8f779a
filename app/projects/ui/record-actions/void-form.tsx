import { Field } from '~/ui/field'
import { Textarea } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { restoreInput, voidInput } from '../../domain/record-inputs'
import type { RecordView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm } from './record-action-form'

/** Asks once before a project is 作废: what goes with it, and why. */
export function VoidForm({ record, ...rest }: RecordActionFormProps & { record: RecordView }) {
  const form = useZodForm(voidInput, { reply: rest.reply, fetcher: rest.fetcher })
  const files = record.files.length + record.events.reduce((sum, event) => sum + event.files.length, 0)
  const kept = [
    `${record.events.length} 条阶段记录`,
    files > 0 && `${files} 份材料`,
    record.contacts.length > 0 && `${record.contacts.length} 位联系人`,
  ].filter(Boolean)
  return (
    <RecordActionForm form={form} submitLabel="作废" submitTone="danger" {...rest}>
      <p className="break-words">
        “{record.name}”连同{kept.join('、')}
        从列表、检索、统计和批次活动中去掉。档案留着，可以恢复；按以前的口径（截至当时已知）仍算在内。
      </p>
      <p className="text-grey-700">只用于登错的项目。真实的项目不再推进的，请登记“终止”。</p>
      <Field label="作废原因" name="reason" required>
        <Textarea rows={2} placeholder="如：与另一个项目重复登记" {...form.register('reason')} />
      </Field>
    </RecordActionForm>
  )
}

/** Takes a 作废 back. */
export function RestoreForm(rest: RecordActionFormProps) {
  const form = useZodForm(restoreInput, { reply: rest.reply, fetcher: rest.fetcher })
  return (
    <RecordActionForm form={form} submitLabel="恢复" {...rest}>
      <p>恢复后重新进入列表、检索和统计；作废的记录留在修改记录里。</p>
      <Field label="恢复原因" name="reason" required>
        <Textarea rows={2} {...form.register('reason')} />
      </Field>
    </RecordActionForm>
  )
}

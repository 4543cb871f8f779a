import { Field } from '~/ui/field'
import { Input } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { removalInput } from '../../domain/record-inputs'
import type { FileView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm } from './record-action-form'

/** Asks once before a piece of evidence is taken off the record, and why. */
export function EvidenceRemovalForm({ file, ...rest }: RecordActionFormProps & { file: FileView }) {
  const form = useZodForm(removalInput, { reply: rest.reply, fetcher: rest.fetcher })
  return (
    <RecordActionForm form={form} submitLabel="移除" submitTone="danger" {...rest}>
      <p className="break-words">
        移除{file.kind}“{file.name}”：档案里不再显示，也不能再打开，不能恢复。文件名和移除原因留在修改记录里。
      </p>
      <Field label="移除原因" name="reason" required>
        <Input autoComplete="off" placeholder="如：传错了文件" {...form.register('reason')} />
      </Field>
    </RecordActionForm>
  )
}

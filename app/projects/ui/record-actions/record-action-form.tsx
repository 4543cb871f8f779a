import type { ReactNode } from 'react'
import { Button, LinkButton, type ButtonTone } from '~/ui/button'
import { DialogClose } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FormActions } from '~/ui/form'
import { Input } from '~/ui/input'
import { ZodForm, type ZodFormState } from '~/ui/zod-form'
import { EVIDENCE_ACCEPT, EVIDENCE_TYPES } from '../../domain/evidence'
import type { RecordActionFormProps } from './record-action'

/** The frame of such a form: fields, one button that does it, one that does not. */
export function RecordActionForm({
  form,
  action,
  fetcher,
  cancelTo,
  submitLabel,
  submitTone = 'primary',
  files,
  children,
}: Omit<RecordActionFormProps, 'reply'> & {
  form: ZodFormState
  submitLabel: string
  submitTone?: ButtonTone
  /** the form carries a file */
  files?: boolean
  children: ReactNode
}) {
  return (
    <ZodForm form={form} action={action} encType={files ? 'multipart/form-data' : undefined}>
      <div className="space-y-3.5">{children}</div>
      <FormActions>
        <Button type="submit" tone={submitTone} busy={form.busy}>
          {submitLabel}
        </Button>
        <CancelRecordAction fetcher={fetcher} cancelTo={cancelTo} />
      </FormActions>
    </ZodForm>
  )
}

/** Closes the dialog, or leaves the page. */
export function CancelRecordAction({ fetcher, cancelTo }: Pick<RecordActionFormProps, 'fetcher' | 'cancelTo'>) {
  if (!fetcher)
    return (
      <LinkButton to={cancelTo} tone="quiet">
        取消
      </LinkButton>
    )
  return (
    <DialogClose>
      <Button tone="quiet">取消</Button>
    </DialogClose>
  )
}

/** A file to prove it, and what the file is. */
export function EvidenceFields({
  form,
  kinds,
  required,
}: {
  form: ZodFormState<'evidenceKind'>
  kinds: readonly string[]
  required?: boolean
}) {
  const listId = `${form.id}-kinds`
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <Field label="佐证材料" name="file" required={required} className="sm:col-span-2">
        <FileDrop compact name="file" accept={EVIDENCE_ACCEPT} hint={`${EVIDENCE_TYPES}，不超过 64 MB`} />
      </Field>
      <Field
        label="材料名称"
        name="evidenceKind"
        hint={kinds.length > 0 ? `认定所需：${kinds.join('、')}` : undefined}
        className="sm:col-span-2"
      >
        <Input list={listId} autoComplete="off" maxLength={60} {...form.register('evidenceKind')} />
      </Field>
      <datalist id={listId}>
        {[...kinds, '会议纪要', '现场照片', '合同', '批复文件'].map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
    </div>
  )
}

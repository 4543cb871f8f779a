import { Paperclip } from 'lucide-react'
import { EVIDENCE_ACCEPT, EVIDENCE_TYPES } from '~/projects/domain/evidence'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'

/** The scanned paper that goes with what is recorded. */
export function ReviewFileField({
  label = '附件',
  hint,
  required,
}: {
  label?: string
  hint?: string
  required?: boolean
}) {
  return (
    <Field label={label} name="file" hint={hint} required={required} className="sm:col-span-2">
      <FileDrop compact name="file" accept={EVIDENCE_ACCEPT} hint={`${EVIDENCE_TYPES}，不超过 64 MB`} />
    </Field>
  )
}

/** The same, once it is kept. */
export function ReviewFileLink({ file }: { file: { id: string; name: string } }) {
  return (
    <a
      href={`/review-files/${file.id}`}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-w-0 max-w-full items-center gap-1"
    >
      <Paperclip aria-hidden className="h-3.5 w-3.5 flex-none" />
      <span className="truncate">{file.name}</span>
    </a>
  )
}

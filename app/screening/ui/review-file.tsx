import { EVIDENCE_ACCEPT, EVIDENCE_TYPES } from '~/projects/domain/evidence'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FileLink } from '~/ui/file-link'

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
export const ReviewFileLink = ({ file }: { file: { id: string; name: string } }) => (
  <FileLink to={`/review-files/${file.id}`} name={file.name} />
)

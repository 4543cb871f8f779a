import { EVIDENCE_ACCEPT, EVIDENCE_TYPES } from '~/projects/domain/evidence'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'

/** The scanned paper that goes with what is recorded of a plot. */
export function PaperField({ hint }: { hint?: string }) {
  return (
    <Field label="附件" name="file" hint={hint} className="sm:col-span-2">
      <FileDrop compact name="file" accept={EVIDENCE_ACCEPT} hint={`${EVIDENCE_TYPES}，不超过 64 MB`} />
    </Field>
  )
}

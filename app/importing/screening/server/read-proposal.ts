import type { RequestContext } from '~/auth/domain/actor'
import { screeningForm } from '~/screening/domain/form'
import { PROPOSAL_BOOK, proposalFromBook } from '~/screening/domain/workbook'
import { editableScreening } from '~/screening/server/read-screening'
import type { FieldError } from '~/shared/errors'
import { readBook, type Upload } from './read-book'

export interface ReadProposal {
  /** what the form holds now; nothing is stored */
  values: Record<string, unknown>
  /** what the form refuses of it, at its boxes */
  errors: FieldError[]
  /** how many cells were taken */
  read: number
  /** what was not */
  notes: string[]
}

/** Reads a proposal's workbook into the boxes of its form. @throws invalid (422) at the file; notFound; forbidden */
export async function readProposal(
  context: RequestContext,
  { id, file }: { id: string | undefined; file: Upload | undefined },
): Promise<ReadProposal> {
  const { values: held, chosen, version } = await editableScreening(context, id)
  const { rows, notes } = await readBook(PROPOSAL_BOOK, file)
  const { values, read, notes: notTaken } = proposalFromBook(rows, held, chosen)
  const checked = screeningForm.safeParse(values)
  return {
    values: { ...values, version },
    errors: (checked.error?.issues ?? []).map(({ path, message }) => ({
      path: path.join('.'),
      code: 'invalid',
      message,
    })),
    read,
    notes: [...notes, ...notTaken],
  }
}

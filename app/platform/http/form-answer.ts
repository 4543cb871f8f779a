import { data } from '@remix-run/node'
import { AppError } from '~/shared/errors'
import type { FormReply } from '~/ui/form-reply'
import { formValues } from '~/ui/form-values'
import { formFields } from './context'

/**
 * Does what a form with these values asks; a refusal (409, 422, 429) goes back to the form with all that was typed,
 * anything else is thrown on.
 */
export async function answerForm<T>(values: Record<string, unknown>, act: () => Promise<T>) {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422, 429].includes(error.status)) throw error
    const { code, userMessage, errors, detail, status } = error
    return data<FormReply & { values: Record<string, unknown> }>(
      { code, message: userMessage, errors, detail, values },
      { status },
    )
  }
}

/** The ordinary fields of a form as its schema reads them. */
export async function formInput(request: Request): Promise<Record<string, unknown>> {
  return formValues(await formFields(request))
}

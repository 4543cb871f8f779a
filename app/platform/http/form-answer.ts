import { data } from '@remix-run/node'
import { AppError } from '~/shared/errors'
import type { FormReply } from '~/ui/form-reply'
import { databaseFailure } from '../database-failure'
import { formValues } from '~/ui/form-values'
import { formFields } from './context'

/**
 * Does what a form with these values asks; a refusal (409, 422, 429), or that there is no database (503), goes back to the
 * form with all that was typed, anything else is thrown on.
 */
export async function answerForm<T>(values: Record<string, unknown>, act: () => Promise<T>) {
  try {
    return await act()
  } catch (error) {
    const known = databaseFailure(error) ?? error
    if (!(known instanceof AppError) || ![409, 422, 429, 503].includes(known.status)) throw error
    return formRefusal(known, values)
  }
}

/** What goes back to a form that was refused. */
export function formRefusal(error: AppError, values: Record<string, unknown>) {
  const { code, userMessage, errors, detail, status } = error
  return data<FormReply & { values: Record<string, unknown> }>(
    { code, message: userMessage, errors, detail, values },
    { status },
  )
}

/** The ordinary fields of a form as its schema reads them. */
export async function formInput(request: Request): Promise<Record<string, unknown>> {
  return formValues(await formFields(request))
}

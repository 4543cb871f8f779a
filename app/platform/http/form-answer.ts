import { data } from '@remix-run/node'
import { AppError, type ErrorCode, type FieldError } from '~/shared/errors'
import { formValues } from '~/ui/form-values'
import { formFields } from './context'

/** What a form is told when its deed was refused: the messages, and everything that was typed. */
export interface FormRefusal {
  code: ErrorCode
  message?: string
  errors: FieldError[]
  detail?: unknown
  values: Record<string, unknown>
}

/**
 * Does what a form with these values asks; a refusal (409, 422, 429) goes back to the form with all that was typed,
 * anything else is thrown on.
 */
export async function answerForm<T>(values: Record<string, unknown>, deed: () => Promise<T>) {
  try {
    return await deed()
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422, 429].includes(error.status)) throw error
    const { code, userMessage, errors, detail, status } = error
    return data<FormRefusal>({ code, message: userMessage, errors, detail, values }, { status })
  }
}

/** The ordinary fields of a form as its schema reads them. */
export async function formInput(request: Request): Promise<Record<string, unknown>> {
  return formValues(await formFields(request))
}

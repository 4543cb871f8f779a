import { data } from '@remix-run/node'
import { AppError, type ErrorCode, type FieldError } from '~/shared/errors'
import { formValues } from '~/ui/form-values'

/** What a form is told when its deed was refused: the messages, and everything that was typed. */
export interface FormRefusal {
  code: ErrorCode
  message?: string
  errors: FieldError[]
  detail?: unknown
  values: Record<string, unknown>
}

/** Does what a form asks; a refusal (409, 422, 429) goes back to the form, anything else is thrown on. */
export async function answerForm(form: FormData, deed: (values: Record<string, unknown>) => Promise<Response>) {
  const values = formValues(form)
  try {
    return await deed(values)
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422, 429].includes(error.status)) throw error
    const { code, userMessage, errors, detail, status } = error
    return data<FormRefusal>({ code, message: userMessage, errors, detail, values }, { status })
  }
}

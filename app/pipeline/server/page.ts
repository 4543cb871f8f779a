import { data } from '@remix-run/node'
import type { Call } from '~/auth/domain/actor'
import { isDay } from '~/shared/day'
import { AppError } from '~/shared/errors'
import { pageQuestion, type PageQuestion } from '../domain/page-question'
import { clocksAt } from './clocks'
import { scopeChoices } from './scope-choices'

/**
 * A page's figures beside its question and what the form offers; a question that makes no sense is answered with its
 * form, a message at each field and status 422.
 */
export async function answerPage<Figures>(call: Call, request: Request, read: (question: PageQuestion, search: URLSearchParams) => Promise<Figures>) {
  const search = new URL(request.url).searchParams
  const question = pageQuestion(search, call.now)
  const { asOf } = question.input
  const choices = scopeChoices(call, clocksAt(call.now, { asOf: isDay(asOf) ? asOf : undefined }))
  try {
    const [figures, offered] = await Promise.all([read(question, search), choices])
    return data({ question, choices: offered, errors: {} as Record<string, string>, figures })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    const errors: Record<string, string> = Object.fromEntries(error.errors.map(({ path, message }) => [path, message]))
    return data({ question, choices: await choices, errors, figures: null }, { status: 422 })
  }
}

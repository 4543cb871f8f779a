import { data } from '@remix-run/node'
import type { RequestContext } from '~/auth/domain/actor'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageQuestion, type PageQuestion } from '../domain/page-question'
import { figuresInput } from '../domain/scope'
import { clocksAt } from './clocks'
import { scopeChoices } from './scope-choices'

/**
 * A page's figures beside its question and what the form offers; a question that makes no sense is answered with its
 * form, a message at each field and status 422.
 */
export async function answerPage<Figures>(
  context: RequestContext,
  request: Request,
  read: (question: PageQuestion, search: URLSearchParams) => Promise<Figures>,
) {
  const search = new URL(request.url).searchParams
  const question = pageQuestion(search, context.now)
  try {
    // Asked of the question as a whole: figures are also read of its earlier day, whose faults would stand at 截至.
    const clocks = clocksAt(context.now, parseInput(figuresInput, question.input))
    const [figures, choices] = await Promise.all([read(question, search), scopeChoices(context, clocks)])
    return data({ question, choices, errors: {} as Record<string, string>, figures })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    const errors: Record<string, string> = Object.fromEntries(error.errors.map(({ path, message }) => [path, message]))
    const choices = await scopeChoices(context, clocksAt(context.now, {}))
    return data({ question, choices, errors, figures: null }, { status: 422 })
  }
}

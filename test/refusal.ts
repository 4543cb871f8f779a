import { AppError } from '~/shared/errors'

/** What a use case refuses with; a test fails where it does not refuse. */
export async function refusal(run: Promise<unknown>): Promise<AppError> {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error(`it was not refused: ${String(error)}`)
  return error
}

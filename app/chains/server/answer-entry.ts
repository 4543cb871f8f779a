import type { ActionFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { seenVersion, withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'

/** In the address of an entry: the one that is to be made. */
export const NEW_ENTRY = 'new'

/** The use cases of what stands on a node: a local firm, a target company. */
export interface EntryUseCases<Input> {
  input: z.ZodType<Input>
  editable(context: RequestContext, id: string): Promise<{ version: number; values: object }>
  create(context: RequestContext, nodeId: string, input: Input): Promise<unknown>
  edit(context: RequestContext, asked: { id: string; version: number; input: Input }): Promise<void>
  remove(context: RequestContext, seen: { id: string; version: number }): Promise<void>
  /** what is told once one was made */
  made: string
}

/** Does what the page of an entry asks: makes it, changes it as it was seen, or takes it off. */
export async function answerEntry<Input>(
  args: ActionFunctionArgs,
  context: RequestContext,
  { input, editable, create, edit, remove, made }: EntryUseCases<Input>,
  { id, nodeId, to }: { id: string; nodeId: string; to: string },
) {
  const sent = await formInput(args.request)
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      await remove(context, { id, version: parseInput(seenVersion, sent).version })
      return redirectWithFlash(to, '企业已移除')
    })
  }
  if (id === NEW_ENTRY) {
    return answerFormOnce(args, context, sent, async () => {
      await create(context, nodeId, parseInput(input, sent))
      return redirectWithFlash(to, made)
    })
  }
  const values = withPicks(sent, await editable(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await edit(context, { id, version, input: parseInput(input, values) })
    return redirectWithFlash(to, '已保存')
  })
}

import type { RequestContext } from '~/auth/domain/actor'
import { invalidField } from '~/shared/errors'
import type { EntryKind } from '../domain/entries'
import { addSynonym, confirmEntry, removeSynonym, renameEntry } from './change-entry'
import { mergeEntries } from './merge-entries'

type Values = Record<string, unknown>
type Act = (context: RequestContext, kind: EntryKind, id: string, input: unknown) => Promise<void>

/** What the page of an entry may ask for, and what it says when that was done. */
const INTENTS = new Map<unknown, { act: Act; done: string }>(
  Object.entries({
    rename: { act: renameEntry, done: '已改名，原名称仍可用于查找和导入' },
    confirm: { act: confirmEntry, done: '已确认' },
    addSynonym: { act: addSynonym, done: '已添加别名' },
    removeSynonym: { act: removeSynonym, done: '已删除别名' },
    merge: { act: mergeEntries, done: '已合并，项目和别名已转入' },
  }),
)

/** Does what the page's form asks. @throws AppError invalid (422) for what no form of it asks, and as the use cases do */
export async function doToEntry(context: RequestContext, kind: EntryKind, id: string, values: Values): Promise<string> {
  const intent = INTENTS.get(values.intent)
  if (!intent) throw invalidField('intent', '不认识的操作', 'unknown')
  await intent.act(context, kind, id, values)
  return intent.done
}

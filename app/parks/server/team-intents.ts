import type { RequestContext } from '~/auth/domain/actor'
import { invalidField } from '~/shared/errors'
import { addTeamMember, editTeam, endTeam, mergeTeams, removeTeamMember } from './change-team'

type Act = (context: RequestContext, id: string, input: unknown) => Promise<void>

/** What the page of a team may ask for, and what it says when that was done. */
const INTENTS = new Map<unknown, { act: Act; done: string }>(
  Object.entries({
    edit: { act: editTeam, done: '已保存' },
    addMember: { act: addTeamMember, done: '已添加' },
    removeMember: { act: removeTeamMember, done: '已移出' },
    end: { act: endTeam, done: '专班已撤销' },
    merge: { act: mergeTeams, done: '专班已合并，人员和项目已转入' },
  }),
)

/** Does what the page's form asks. @throws AppError invalid (422) for what no form of it asks, and as the use cases do */
export async function doToTeam(context: RequestContext, id: string, values: Record<string, unknown>): Promise<string> {
  const intent = INTENTS.get(values.intent)
  if (!intent) throw invalidField('intent', '不认识的操作', 'unknown')
  await intent.act(context, id, values)
  return intent.done
}

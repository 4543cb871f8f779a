import { z } from 'zod'
import { ROLES } from '~/auth/domain/actor'
import { allActions, can } from '~/auth/domain/can'
import { operation } from './operation'
import { component, id } from './schemas'

const me = component(
  'Me',
  z.object({
    userId: id.nullable(),
    login: z.string(),
    name: z.string(),
    unitId: id.nullable(),
    teamIds: z.array(id),
    roles: z.array(z.enum(ROLES)),
    may: z.array(z.string()).describe('可以做的事；对某个项目能否做还要看项目'),
  }),
)

export const meOperations = [
  operation({
    id: 'getMe',
    method: 'get',
    path: '/me',
    tag: '账号',
    summary: '令牌代表谁',
    action: 'token.own',
    response: me,
    handle: async ({ actor }) => {
      const { userId, login, name, unitId, teamIds, roles } = actor
      return { userId, login, name, unitId, teamIds, roles, may: allActions().filter((action) => can(actor, action)) }
    },
  }),
]

import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Duty } from '~/shared/duty'
import { importsWaiting } from './imports-waiting'

/** Rows of imports that wait for a correction or a decision. */
export async function importDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'import.run')) return []
  const imports = await importsWaiting(context)
  const count = imports.reduce((sum, each) => sum + each.held + each.duplicates, 0)
  return [
    {
      key: 'imports',
      order: 30,
      to: '/imports',
      figure: { label: '台账待处理的行', count, unit: '行' },
      panel: {
        kind: 'list',
        title: '台账里等您处理的行',
        items: imports.map(({ id, fileName, held, duplicates }) => ({
          key: id,
          label: fileName,
          to: `/imports/${id}`,
          note: [held > 0 && `待更正 ${held} 行`, duplicates > 0 && `疑似重复 ${duplicates} 行`]
            .filter(Boolean)
            .join('，'),
        })),
      },
    },
  ]
}

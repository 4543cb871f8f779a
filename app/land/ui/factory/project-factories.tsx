import { Link } from '@remix-run/react'
import { Panel } from '~/ui/page'
import { factoryName } from '../../domain/factory/factory'
import type { ProjectFactory } from '../../server/factory/factories'
import { m2 } from './factory-list'

/** The floors that a project rents or rented, on its record; nothing where there are none. */
export function ProjectFactories({ factories }: { factories: readonly ProjectFactory[] }) {
  if (factories.length === 0) return null
  return (
    <Panel title="租用厂房">
      <ul className="space-y-2">
        {factories.map(({ leaseId, id, park, areaM2, from, until, endedOn, ...floor }) => (
          <li key={leaseId} className={endedOn ? 'text-grey-600' : undefined}>
            <Link to={`/factories/${id}`}>{factoryName(floor)}</Link>
            <span className="ml-2 whitespace-nowrap text-sm text-grey-600">{m2(areaM2)} ㎡</span>
            <p className="text-sm text-grey-600">
              {[park, endedOn ? `${from} 至 ${endedOn}，已退租` : `${from} 起${until ? `，至 ${until}` : ''}`].join(
                ' · ',
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

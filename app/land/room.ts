import { defineRoom } from '~/room'
import { LAND_ACTIONS, LAND_AUDIT } from './domain/actions'
import { auditedLand } from './server/audited'
import { landDuties } from './server/duties'
import { followParkMerge } from './server/follow-park-merge'
import { moveLandTasksOfUnit, unitRevivals } from './server/follow-unit-merge'
import { landSight } from './server/sight'

export const land = defineRoom({
  name: 'land',
  actions: LAND_ACTIONS,
  audit: LAND_AUDIT,
  audited: auditedLand,
  entryFollower: followParkMerge,
  unitMerge: moveLandTasksOfUnit,
  unitHoldings: [unitRevivals],
  sight: landSight,
  duties: landDuties,
  tables: [
    'plot',
    'plot_area',
    'plot_status_change',
    'plot_descent',
    'plot_delay',
    'plot_progress',
    'plot_readiness',
    'reduction_task',
    'allocation',
    'allocation_change',
    'factory_unit',
    'factory_lease',
    'revival',
    'map_feature',
    'land_plan',
    'land_plan_part',
  ],
  settings: [{ label: '县界', to: '/settings/county', order: 62, action: 'county.manage' }],
  navigation: [
    {
      label: '土地台账',
      to: '/plots',
      also: ['/map', '/land', '/factories'],
      icon: 'Map',
      order: 60,
      action: 'plot.read',
    },
  ],
})

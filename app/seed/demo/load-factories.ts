import { recordHistory } from '~/audit/server/record'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { addDays, businessDay, fromDay, type Day } from '~/shared/day'
import { present } from '~/shared/present'
import type { Offices } from './offices'

interface House {
  building: string
  floors: number
  /** m² a floor */
  m2: number
  heightM: number
  loadKn: number
  /** 元/m² a month */
  rentYuan: number
  /** in so many days it is to be done */
  doneIn?: number
  note?: string
}

/** The buildings of each park; the ground floor is higher and bears more. */
const HOUSES: Record<string, readonly House[]> = {
  澄川经济开发区: [
    {
      building: '装备园 1 号楼',
      floors: 1,
      m2: 6480,
      heightM: 12,
      loadKn: 30,
      rentYuan: 14,
      note: '行车 20 吨，钢结构',
    },
    { building: '装备园 2 号楼', floors: 1, m2: 5760, heightM: 10.5, loadKn: 30, rentYuan: 13, note: '行车 10 吨' },
    { building: '装备园 5 号楼', floors: 4, m2: 2150, heightM: 5.4, loadKn: 10, rentYuan: 11, note: '货梯 3 吨' },
    { building: '装备园 6 号楼', floors: 4, m2: 2150, heightM: 5.4, loadKn: 10, rentYuan: 11, doneIn: 120 },
  ],
  东泽智造园: [
    {
      building: '智造园 A1 栋',
      floors: 5,
      m2: 1680,
      heightM: 4.8,
      loadKn: 8,
      rentYuan: 15,
      note: '货梯 2 吨，双回路供电',
    },
    {
      building: '智造园 A2 栋',
      floors: 5,
      m2: 1680,
      heightM: 4.8,
      loadKn: 8,
      rentYuan: 15,
      note: '货梯 2 吨，双回路供电',
    },
    { building: '智造园 B3 栋', floors: 3, m2: 3200, heightM: 6, loadKn: 12, rentYuan: 13 },
  ],
  鹭洲新材料产业园: [
    { building: '中试基地 1 栋', floors: 3, m2: 1450, heightM: 6, loadKn: 12, rentYuan: 12, note: '废水预处理' },
    { building: '中试基地 2 栋', floors: 3, m2: 1450, heightM: 6, loadKn: 12, rentYuan: 12, doneIn: 210 },
  ],
}

/** Tenants that are no projects of the county's. */
const TENANTS = ['澄川精工模具厂', '皖东包装有限公司', '县供销电商公司', '明远检测有限公司']

/** Loads the factories of the demo county, and lets some: the projects that rent and have started stand in them. */
export async function loadFactories(tx: Tx, offices: Offices, now: Date): Promise<void> {
  const today = businessDay(now)
  const context: RequestContext = { actor: SYSTEM_ACTOR, now, via: 'job' }
  const floors = Object.entries(HOUSES).flatMap(([park, houses]) => {
    const parkId = present(offices.parkId(park), park)
    return houses.flatMap((house) => floorsOf(house, parkId, today, now))
  })
  await tx.factoryUnit.createMany({ data: floors })
  await tx.$executeRaw`
    UPDATE project SET floor_m2 = substring(content FROM '标准厂房 ([0-9]+) 平方米')::numeric
    WHERE rents AND content LIKE '%标准厂房%'`
  const leases = await leasesOf(tx, floors, today)
  await tx.factoryLease.createMany({ data: leases })
  await recordHistory(
    tx,
    floors.map(({ id, building, floor, areaM2 }) => ({
      context,
      entry: { action: 'factory.add', subjectType: 'factory', subjectId: id, after: { building, floor, areaM2 } },
    })),
  )
}

function floorsOf(
  { floors, m2, heightM, loadKn, doneIn, note, ...house }: House,
  parkId: string,
  today: Day,
  now: Date,
) {
  return Array.from({ length: floors }, (_, at) => ({
    ...house,
    id: newId(),
    parkId,
    floor: at + 1,
    areaM2: m2,
    heightM: at === 0 || floors === 1 ? heightM : heightM - 0.6,
    loadKn: at === 0 ? loadKn : Math.round(loadKn * 0.6),
    underConstruction: doneIn !== undefined,
    doneOn: doneIn === undefined ? null : fromDay(addDays(today, doneIn)),
    note: note ?? null,
    createdAt: now,
  }))
}

type Floor = ReturnType<typeof floorsOf>[number]

const YEARS = 3 * 365

async function leasesOf(tx: Tx, floors: readonly Floor[], today: Day) {
  const renters = await tx.$queryRaw<{ id: string; parkId: string; m2: number; since: Day }[]>`
    SELECT p.id, p.park_id AS "parkId", p.floor_m2::float8 AS m2, p.started_from::text AS since FROM project p
    WHERE p.rents AND p.started_from IS NOT NULL AND p.park_id IS NOT NULL AND p.floor_m2 IS NOT NULL
      AND p.status = 'active' ORDER BY p.started_from, p.id`
  const free = floors.filter(({ underConstruction }) => !underConstruction)
  const take = (parkId: string) => {
    const at = free.findIndex((floor) => floor.parkId === parkId)
    return at < 0 ? null : (free.splice(at, 1)[0] ?? null)
  }
  const own = renters.flatMap(({ id: projectId, parkId, m2, since }) => {
    const taken: Floor[] = []
    while (taken.reduce((sum, { areaM2 }) => sum + areaM2, 0) < m2 && taken.length < MOST_FLOORS) {
      const floor = take(parkId)
      if (!floor) break
      taken.push(floor)
    }
    return taken.map(({ id }) => ({ unitId: id, projectId, tenant: null, from: since, until: addDays(since, YEARS) }))
  })
  // One is past the last day of its contract, the others go on.
  const others = TENANTS.flatMap((tenant, at) => {
    const floor = free.splice(at + 1, 1)[0]
    const from = addDays(today, -700 - 90 * at)
    return floor
      ? [{ unitId: floor.id, projectId: null, tenant, from, until: addDays(from, at === 0 ? 690 : YEARS) }]
      : []
  })
  return [...own, ...others].map(({ from, until, ...lease }) => ({
    ...lease,
    id: newId(),
    from: fromDay(from),
    until: fromDay(until),
    document: `厂租〔${from.slice(0, 4)}〕${from.slice(5, 7)}${from.slice(8)}号`,
  }))
}

/** So that floors are left vacant for those who ask. */
const MOST_FLOORS = 2

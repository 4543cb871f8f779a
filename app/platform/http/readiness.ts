import { database } from '../database/client'

export const SEEDED = 'seeded'

/** True once the migrations and the seed are in: the seed's mark can only be read when its table is there. */
export async function isReady(): Promise<boolean> {
  try {
    return (await database().systemMark.count({ where: { key: SEEDED } })) === 1
  } catch {
    return false
  }
}

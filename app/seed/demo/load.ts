import type { Tx } from '~/platform/database/client'
import { addDays, businessDay, fromDay } from '~/shared/day'
import { COUNTY, DEMO_PASSWORD } from './county'
import { loadBudgets } from './load-budgets'
import { loadFactories } from './load-factories'
import { loadChains } from './load-chains'
import { loadLand } from './load-land'
import { loadReviews } from './load-reviews'
import { loadRevivals } from './load-revivals'
import { loadRun } from './load-run'
import { loadScreenings } from './load-screenings'
import { loadOffices } from './offices'
import { loadPromotion } from './promotion'
import { seededRandom } from './random'
import { Rows } from './rows'
import { drawStory } from './story'

const SEED = 20_260_521
/** The offices are older than their oldest project. */
const BEFORE_DAYS = 2500

/** Loads the demo county. `keys` collects the stored files, so that they can be taken away when the rest fails. */
export async function loadDemo(tx: Tx, now: Date, keys: string[]): Promise<string[]> {
  const random = seededRandom(SEED)
  const today = businessDay(now)
  const story = drawStory(today, now, random)
  const offices = await loadOffices(tx, fromDay(addDays(today, -BEFORE_DAYS)), now, random)
  const rows = new Rows(offices, random, keys)
  const told = story.map((project) => ({ ...project, id: rows.add(project) }))
  await rows.insert(tx)
  await loadPromotion(tx, told, { offices, today, now, random: seededRandom(SEED + 1) })
  await loadScreenings(tx, told, { offices, today, now, random: seededRandom(SEED + 3) })
  await loadReviews(tx, { offices, today, now, random: seededRandom(SEED + 4) })
  await loadRun(tx, offices, now)
  await loadBudgets(tx, { offices, today, now, random: seededRandom(SEED + 5) })
  const plots = await loadLand(tx, offices, now)
  await loadFactories(tx, offices, now)
  await loadChains(tx, { offices, today, random: seededRandom(SEED + 2) })
  await loadRevivals(tx, now)
  return [
    `已载入演示数据（${COUNTY}，虚构）：${story.length} 个项目、${plots} 宗地块。演示账号 officer、bureau、leader 等，密码 ${DEMO_PASSWORD}`,
  ]
}

import { hundredths } from '~/shared/money'
import type { CountColumn, Tally } from '../../tables/domain/vocabulary'
import { eventOf, type LedgerDraft } from './draft'

/** What is counted of the projects of a sheet, in the order of the report. */
export const PROJECT_COUNTS = [
  { key: 'projects', head: '项目' },
  { key: 'started', head: '已开工' },
  { key: 'notStarted', head: '未开工' },
  {
    key: 'landSupplied',
    head: '已供地',
    explained:
      '“已供地”只数台账写明已供地、已摘牌的；“签约开工”页的供地还包括没有写明、但已开工的（开工必已有地），所以更多。',
  },
  { key: 'renting', head: '租赁厂房' },
  { key: 'withoutArea', head: '无面积', isUnseen: true },
  { key: 'totalInvestmentWan', head: '总投资', isMoney: true },
  { key: 'landMu', head: '用地', unit: '亩' },
] as const satisfies readonly CountColumn[]

export type ProjectCount = (typeof PROJECT_COUNTS)[number]['key']

/** Sums in hundredths, which are exact. */
export function projectTally(): Tally<LedgerDraft> {
  let [projects, started, landSupplied, renting, withoutArea] = [0, 0, 0, 0, 0]
  let [investment, land] = [0, 0]
  return {
    add(draft) {
      projects++
      if (eventOf(draft, 'started')) started++
      if (eventOf(draft, 'landSupplied')) landSupplied++
      if (draft.rents) renting++
      if (draft.landMu === null) withoutArea++
      if (draft.investmentWan !== null) investment += hundredths(draft.investmentWan)
      if (draft.landMu !== null) land += hundredths(draft.landMu)
    },
    counts: (): Record<ProjectCount, number> => ({
      projects,
      started,
      notStarted: projects - started,
      landSupplied,
      renting,
      withoutArea,
      totalInvestmentWan: investment / 100,
      landMu: land / 100,
    }),
  }
}

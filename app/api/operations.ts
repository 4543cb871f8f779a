import { budgetOperations } from './budgets'
import { chainOperations } from './chains'
import { industryOperations } from './industries'
import { investorOperations } from './investors'
import { landOperations } from './land'
import { meOperations } from './me'
import type { Operation } from './operation'
import { pipelineOperations } from './pipeline'
import { projectOperations } from './projects'
import { promotionOperations } from './promotion'
import { screeningOperations } from './screening'
import { stageEventOperations } from './stage-events'
import { unitOperations } from './units'

/** Everything the API can do: routes, OpenAPI document and tests are made from this list. */
export const operations: readonly Operation[] = [
  ...projectOperations,
  ...stageEventOperations,
  ...investorOperations,
  ...unitOperations,
  ...industryOperations,
  ...chainOperations,
  ...pipelineOperations,
  ...promotionOperations,
  ...landOperations,
  ...screeningOperations,
  ...budgetOperations,
  ...meOperations,
]

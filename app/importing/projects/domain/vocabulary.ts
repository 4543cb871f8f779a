import { STAGE_NAMES } from '~/projects/domain/stages'
import { formatDayRange } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import type { Vocabulary } from '../../tables/domain/vocabulary'
import { draftChanges, UNLOGGED_FIELDS } from './changes'
import { PROJECT_COLUMNS } from './columns'
import { PROJECT_COUNTS, projectTally } from './counts'
import { combinedDraft, goesBeyond } from './coverage'
import { DECLARED } from './declared'
import { compactDraft, wholeDraft, type DraftEvent, type LedgerDraft } from './draft'
import { draftLikeness } from './duplicates'
import { HEADING_MEANINGS, headingSays } from './headings'
import { identityOf, printOf, whyAnother } from './identity'
import { understandProject } from './rules'
import { plannedColumns } from './signed'

const referencesTo = (to: 'unit' | 'park') =>
  DECLARED.flatMap(({ key, field }) => (field.kind === 'reference' && field.to === to ? [key] : []))

const PHONES = ['personPhone', 'investorPhone'] as const
const isPhone = (covered: string) => PHONES.some((phone) => phone === covered)

/** What a ledger of signed projects says, and how it becomes drafts. */
export const PROJECT_LEDGER = {
  subject: '项目',
  columns: PROJECT_COLUMNS,
  naming: ['name', 'investor'],
  usual: ['investmentWan', 'signedOn'],
  serial: 'serial',
  totals: [
    { column: 'investmentWan', label: '总投资', count: 'totalInvestmentWan' },
    { column: 'landMu', label: '面积', count: 'landMu' },
  ],
  headingSays,
  headingMeanings: HEADING_MEANINGS,
  events: /签约|签订|备案/,
  plannedColumns,
  cures: {
    flagUnknown: [
      { label: '作已开工', column: null, text: '是' },
      { label: '作未开工', column: null, text: '否' },
    ],
    notStartedWithDay: [
      { label: '作已开工，开工时间照填', column: 'startFlag', text: '是' },
      { label: '作未开工，开工时间不采用', column: 'startedOn', text: '' },
    ],
  },

  understand: understandProject,
  corrected: ['name', 'investor', 'investmentWan', 'signedOn', 'startFlag', 'startedOn', 'landMu', 'landState'],
  onlyWithColumn: ['startFlag'],
  keepUntyped: (corrected, stored) => ({
    ...corrected,
    personPhone: stored.personPhone,
    investorPhone: stored.investorPhone,
    blanks: [...corrected.blanks.filter((it) => !isPhone(it)), ...stored.blanks.filter(isPhone)],
  }),
  compact: compactDraft,
  whole: wholeDraft,

  identityOf,
  printOf,
  likeness: draftLikeness,
  names: { units: [...referencesTo('unit'), 'landedAt'], parks: referencesTo('park') },

  whyAnother,
  differences: draftChanges,
  combined: combinedDraft,
  goesBeyond,
  logged(before, after) {
    const changed = draftChanges(before, after).fields.filter((field) => !UNLOGGED_FIELDS.includes(field))
    const of = (draft: LedgerDraft) => Object.fromEntries(changed.map((field) => [field, draft[field]]))
    return { before: of(before), after: of(after) }
  },

  counts: PROJECT_COUNTS,
  tally: projectTally,
  previewTitle: '项目与投资方',
  noSubtitle: '没有投资方',
  previewColumns: [
    { key: 'investment', head: '总投资', unit: '万元', isNumber: true },
    { key: 'land', head: '用地', unit: '亩', isNumber: true },
    { key: 'stages', head: '阶段' },
  ],
  preview: (draft) => ({
    title: draft.name || '（没有项目名称）',
    subtitle: draft.investor,
    cells: {
      investment: draft.investmentWan && formatNumber(draft.investmentWan),
      land: draft.rents ? '租赁' : draft.landMu && formatNumber(draft.landMu),
      stages: eventWords(draft.events),
    },
  }),
  compared: [
    { label: '项目名称', of: ({ name }) => name },
    { label: '项目编号', of: ({ code }) => code },
    { label: '投资方', of: ({ investor }) => investor },
    { label: '总投资（万元）', of: ({ investmentWan }) => investmentWan && formatNumber(investmentWan) },
    { label: '用地（亩）', of: ({ landMu }) => landMu && formatNumber(landMu) },
    { label: '阶段', of: ({ events }) => eventWords(events) },
    { label: '引荐单位', of: ({ introducedBy }) => introducedBy },
    { label: '园区', of: ({ park }) => park },
  ],
} satisfies Vocabulary<LedgerDraft>

/** 签约 2020-05-27 · 开工 2020年7月 */
function eventWords(events: readonly DraftEvent[]): string {
  return events.map(({ stage, occurred }) => `${STAGE_NAMES[stage]} ${formatDayRange(occurred)}`).join(' · ')
}

import type { RoleId } from '~/auth/domain/actor'
import type { Things } from './things'

/**
 * Who may open what: every route and every operation of the API stands here, or the test beside fails.
 * Written down by hand and apart from `can`, so that a slip in one is caught by the other.
 */

const READERS: RoleId[] = ['officer', 'bureau', 'park', 'land', 'reviewer', 'inspector', 'leader', 'auditor']
const EVERYONE: RoleId[] = [...READERS, 'sysadmin', 'secadmin']
const WRITERS: RoleId[] = ['officer', 'bureau', 'park']
const HOLDERS: RoleId[] = ['bureau', 'land', 'park']
const KEEPERS: RoleId[] = ['bureau', 'park']
const LAND: RoleId[] = ['land']
/** who answers for a department, and enters what came on paper */
const DEPARTMENTS: RoleId[] = ['reviewer', 'land', 'bureau']
const DRAWERS: RoleId[] = ['bureau', 'land']
const BUREAU: RoleId[] = ['bureau']
const IMPORTERS: RoleId[] = ['bureau', 'land']
const ACCOUNTS: RoleId[] = ['sysadmin', 'secadmin', 'auditor']
const UNIT_KEEPERS: RoleId[] = ['bureau', 'sysadmin']

export interface FormPost {
  roles: RoleId[]
  /** what its form sends, whole enough that only who sends it can be wrong */
  fields?: (things: Things) => Record<string, string>
  /** a file goes with it */
  upload?: boolean
}

export interface PageRule {
  /** where it stands; absent for a layout, which has no address of its own */
  url?: (things: Things) => string
  /** roles that may open it; the others get 403 */
  roles?: RoleId[]
  /** what those roles get */
  answer?: 200 | 302 | 404
  /** open without signing in */
  open?: boolean
  /** what its form does, for whom; the others get 403 */
  posts?: FormPost[]
}

const projectPage = (below: string, roles: RoleId[], post?: Omit<FormPost, 'roles'>): PageRule => ({
  url: ({ project }) => `/projects/${project}${below}`,
  roles,
  posts: post && [{ roles, ...post }],
})

const intents = (roles: RoleId[], ...names: string[]): FormPost[] =>
  names.map((intent) => ({ roles, fields: () => ({ intent, version: '99' }) }))

const STAGE = { stage: 'negotiating', occurred: '2021-02' }
const REASON = { reason: '登错了' }
const BATCH = { name: '春季三个一批', heldOn: '2021-03-28' }
const CHAIN = { name: '新的产业链' }
const FIRM = { name: '某企业' }
const EVENT = { name: '春季签约大会', kind: '签约大会', heldFrom: '2021-03-28' }
const CORRECTION = { stage: 'lead', occurred: '2020-12', reason: '日期写错' }
const REVIVAL = { kind: 'idle', measure: '协议收回', openedOn: '2021-01-01', dueOn: '2021-12-31' }
const PAPER = { document: '宣自然资〔2026〕8 号', on: '2026-01-05' }
const CORNERS = '3387000 40400000\n3387000 40400100\n3387100 40400100'
const edited = ({ unit }: Things) => ({
  name: '改名的项目',
  investorName: '苏州测试电子有限公司',
  unitId: unit,
  version: '1',
})

/** Pages of the dictionary of parks and of that of industries. */
const entryPages = (
  folder: string,
  idOf: (things: Things) => string,
  more: string[] = [],
): Record<string, PageRule> => ({
  [`routes/_app.settings.${folder}._index`]: { url: () => `/settings/${folder}`, roles: [...READERS, 'sysadmin'] },
  [`routes/_app.settings.${folder}.new`]: {
    url: () => `/settings/${folder}/new`,
    roles: UNIT_KEEPERS,
    posts: [{ roles: UNIT_KEEPERS }],
  },
  [`routes/_app.settings.${folder}.$id`]: {
    url: (things) => `/settings/${folder}/${idOf(things)}`,
    roles: [...READERS, 'sysadmin'],
    posts: intents(UNIT_KEEPERS, 'rename', 'confirm', 'addSynonym', 'removeSynonym', 'merge', ...more),
  },
})

export const PAGES: Record<string, PageRule> = {
  'routes/login': { url: () => '/login', roles: EVERYONE, answer: 302, open: true },
  'routes/logout': { url: () => '/logout', roles: EVERYONE, answer: 302, posts: [{ roles: EVERYONE }] },
  'routes/session': { url: () => '/session', roles: EVERYONE, open: true },
  'routes/password': { url: () => '/password', roles: EVERYONE, posts: [{ roles: EVERYONE }] },
  'routes/files.$id': { url: ({ file }) => `/files/${file}`, roles: READERS },

  'routes/_app': {},
  'routes/_app._index': { url: () => '/', roles: EVERYONE, answer: 302 },
  'routes/_app.$': { url: () => '/no/such/page', roles: EVERYONE, answer: 404 },

  'routes/_app.workbench': { url: () => '/workbench', roles: EVERYONE },

  'routes/_app.projects._index': {
    url: () => '/projects',
    roles: READERS,
    posts: [{ roles: READERS, fields: () => ({ 'columns[]': 'code' }) }],
  },
  'routes/projects[.]xlsx': { url: () => '/projects.xlsx', roles: READERS },
  'routes/_app.projects.new': { url: () => '/projects/new', roles: WRITERS, posts: [{ roles: WRITERS }] },
  'routes/_app.projects.$id._index': projectPage('', READERS),
  'routes/_app.projects.$id.edit': projectPage('/edit', WRITERS, { fields: edited }),
  'routes/_app.projects.$id.stage': projectPage('/stage', WRITERS, { fields: () => STAGE }),
  'routes/_app.projects.$id.void': projectPage('/void', BUREAU, { fields: () => REASON }),
  'routes/_app.projects.$id.restore': {
    url: ({ voided }) => `/projects/${voided}/restore`,
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => REASON }],
  },
  'routes/_app.projects.$id.guards': projectPage('/guards', BUREAU, {}),
  'routes/_app.projects.$id.evidence': projectPage('/evidence', WRITERS, { upload: true }),
  'routes/_app.projects.$id.evidence_.$evidenceId': {
    url: ({ project, evidence }) => `/projects/${project}/evidence/${evidence}`,
    roles: WRITERS,
    posts: [{ roles: WRITERS, fields: () => ({ reason: '传错了' }) }],
  },
  'routes/_app.projects.$id.contacts._index': projectPage('/contacts', WRITERS, { fields: () => ({ name: '王工' }) }),
  'routes/_app.projects.$id.contacts.$contactId.edit': {
    url: ({ project, contact }) => `/projects/${project}/contacts/${contact}/edit`,
    roles: WRITERS,
    posts: [
      { roles: WRITERS, fields: () => ({ name: '王工', version: '99' }) },
      { roles: WRITERS, fields: () => ({ intent: 'remove', version: '1' }) },
    ],
  },
  'routes/_app.projects.$id.contacts.$valueId': {
    url: ({ project, contactValue }) => `/projects/${project}/contacts/${contactValue}`,
    roles: WRITERS,
    posts: [{ roles: WRITERS }],
  },
  'routes/_app.projects.$id.events.$eventId.correct': {
    url: ({ project, event }) => `/projects/${project}/events/${event}/correct`,
    roles: WRITERS,
    posts: [{ roles: WRITERS, fields: () => CORRECTION }],
  },
  'routes/_app.projects.$id.events.$eventId.verify': {
    url: ({ project, event }) => `/projects/${project}/events/${event}/verify`,
    roles: BUREAU,
    posts: [{ roles: BUREAU }],
  },

  'routes/_app.projects.$id.promotion': {
    url: ({ project }) => `/projects/${project}/promotion`,
    roles: BUREAU,
    posts: [
      ...intents(BUREAU, 'batches'),
      ...(['join', 'leave'] as const).map((intent): FormPost => ({
        roles: BUREAU,
        fields: ({ promotionEvent }) => ({ intent, eventId: promotionEvent }),
      })),
    ],
  },
  'routes/_app.projects.$id.plot-matches': {
    url: ({ project }) => `/projects/${project}/plot-matches`,
    roles: READERS,
  },
  'routes/_app.plots.brochure': { url: () => '/plots/brochure', roles: READERS },
  'routes/plots.brochure[.]docx': { url: () => '/plots/brochure.docx', roles: READERS },
  'routes/_app.land.plan._index': { url: () => '/land/plan', roles: READERS },
  'routes/_app.land.plan.$year': {
    url: () => '/land/plan/2026',
    roles: ['bureau', 'land'],
    posts: [{ roles: ['bureau', 'land'], fields: () => ({ version: '0', newSupplyMu: '5000' }) }],
  },
  'routes/_app.screening.budgets._index': { url: () => '/screening/budgets', roles: READERS },
  'routes/screening.budgets[.]xlsx': { url: () => '/screening/budgets.xlsx', roles: READERS },
  'routes/_app.screening.budgets.set': {
    url: () => '/screening/budgets/set',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => ({ version: '0', kind: 'energy', year: '2021', amount: '12000' }) }],
  },
  'routes/_app.screening.budgets.$kind': {
    url: () => '/screening/budgets/energy?year=2021',
    roles: READERS,
    posts: [{ roles: BUREAU, fields: () => ({ intent: 'remove' }) }],
  },
  'routes/_app.projects.$id.budgets._index': projectPage('/budgets', WRITERS, {
    fields: () => ({ kind: 'energy', year: '2021', amount: '900' }),
  }),
  'routes/_app.projects.$id.budgets.$claimId': {
    url: ({ project, budgetClaim }) => `/projects/${project}/budgets/${budgetClaim}`,
    roles: READERS,
    posts: [
      { roles: BUREAU, fields: () => ({ intent: 'promise', version: '99', amount: '900' }) },
      { roles: WRITERS, fields: () => ({ intent: 'release', version: '99', releaseReason: '登错' }) },
    ],
  },
  'routes/factories[.]xlsx': { url: () => '/factories.xlsx', roles: READERS },
  'routes/_app.factories._index': { url: () => '/factories', roles: READERS },
  'routes/_app.factories.new': {
    url: () => '/factories/new',
    roles: KEEPERS,
    posts: [
      { roles: KEEPERS, fields: ({ landPark }) => ({ parkId: landPark, building: 'B栋', floor: '2', areaM2: '900' }) },
    ],
  },
  'routes/_app.factories.$id._index': {
    url: ({ factory }) => `/factories/${factory}`,
    roles: READERS,
    posts: [
      { roles: KEEPERS, fields: () => ({ intent: 'let', tenant: '甲公司', from: '2021-05-01' }) },
      { roles: KEEPERS, fields: () => ({ intent: 'release', endedOn: '2021-05-02' }) },
      { roles: KEEPERS, fields: () => ({ intent: 'remove' }) },
    ],
  },
  'routes/_app.factories.$id.edit': {
    url: ({ factory }) => `/factories/${factory}/edit`,
    roles: KEEPERS,
    posts: [
      {
        roles: KEEPERS,
        fields: ({ landPark }) => ({ version: '1', parkId: landPark, building: 'A栋', floor: '1', areaM2: '900' }),
      },
    ],
  },
  'routes/_app.plots._index': { url: () => '/plots', roles: READERS },
  'routes/_app.plots.$id._index': {
    url: ({ plot }) => `/plots/${plot}`,
    roles: READERS,
    posts: [{ roles: HOLDERS, fields: ({ project }) => ({ intent: 'hold', projectId: project }) }],
  },
  'routes/_app.plots.$id.propose': {
    url: ({ plot }) => `/plots/${plot}/propose`,
    roles: HOLDERS,
    posts: [{ roles: HOLDERS, fields: ({ project }) => ({ projectId: project }) }],
  },
  'routes/_app.plots.$id.allocations.$allocationId': {
    url: ({ plot, allocation }) => `/plots/${plot}/allocations/${allocation}`,
    roles: READERS,
    posts: [
      { roles: HOLDERS, fields: () => ({ intent: 'release', note: '改选别处' }) },
      { roles: HOLDERS, fields: () => ({ intent: 'renew', note: '尽调未完', until: '2021-01-02' }) },
      ...['list', 'supply', 'deliver', 'recover', 'takeBack'].map((intent): FormPost => ({
        roles: LAND,
        fields: () => ({
          intent,
          on: '2021-05-01',
          document: '1号',
          note: '登错',
          supplyMode: 'granted',
          priceWan: '1',
        }),
      })),
    ],
  },
  'routes/_app.projects.$id.screenings': {
    ...projectPage('/screenings', READERS),
    posts: [{ roles: WRITERS, fields: () => ({ depth: 'quick', 'ruleSets[]': 'county-intensity-100' }) }],
  },
  'routes/_app.screening._index': { url: () => '/screening', roles: READERS },
  'routes/_app.screening.compare': {
    url: ({ screening }) => `/screening/compare?id=${screening}`,
    roles: READERS,
  },
  'routes/_app.screening.quick': { url: () => '/screening/quick', roles: READERS },
  'routes/_app.screenings.$id._index': {
    url: ({ screening }) => `/screenings/${screening}`,
    roles: READERS,
    posts: intents(BUREAU, 'allow', 'conclude', 'reopen'),
  },
  'routes/_app.screenings.$id.opinion': { url: ({ screening }) => `/screenings/${screening}/opinion`, roles: READERS },
  'routes/screenings.$id.opinion[.]docx': {
    url: ({ screening }) => `/screenings/${screening}/opinion.docx`,
    roles: READERS,
  },
  'routes/_app.screenings.$id.edit': {
    url: ({ screening }) => `/screenings/${screening}/edit`,
    roles: WRITERS,
    posts: [{ roles: WRITERS, fields: () => ({ version: '99', 'ruleSets[]': 'county-intensity-100' }) }],
  },
  'routes/screening[.]xlsx': { url: () => '/screening.xlsx', roles: READERS },
  'routes/_app.screening.energy': { url: () => '/screening/energy', roles: READERS },
  'routes/screening.rules.$id[.]xlsx': {
    url: () => '/screening/rules/county-intensity-100.xlsx',
    roles: READERS,
  },
  'routes/_app.screening.rules.$id.import': {
    url: ({ ruleSet }) => `/screening/rules/${ruleSet}/import`,
    roles: BUREAU,
    posts: [{ roles: BUREAU }],
  },
  'routes/screenings.$id.proposal[.]xlsx': {
    url: ({ screening }) => `/screenings/${screening}/proposal.xlsx`,
    roles: WRITERS,
  },
  'routes/_app.screenings.$id.import': {
    url: ({ screening }) => `/screenings/${screening}/import`,
    roles: WRITERS,
    posts: [{ roles: WRITERS }],
  },
  'routes/_app.projects.$id.plots': projectPage('/plots', HOLDERS, { fields: ({ plot }) => ({ plotId: plot }) }),
  'routes/_app.opinions._index': { url: () => '/opinions', roles: READERS },
  'routes/_app.opinions.$id': {
    url: ({ opinion }) => `/opinions/${opinion}`,
    roles: READERS,
    posts: [
      { roles: DEPARTMENTS, fields: () => ({ intent: 'answer', version: '99', answer: 'agree' }) },
      {
        roles: DEPARTMENTS,
        fields: () => ({ intent: 'recuse', version: '99', recusal: 'unit', recusalReason: '亲属' }),
      },
      { roles: BUREAU, fields: () => ({ intent: 'withdraw' }) },
    ],
  },
  'routes/_app.screenings.$id.opinions.new': {
    url: ({ screening }) => `/screenings/${screening}/opinions/new`,
    roles: BUREAU,
    posts: [
      {
        roles: BUREAU,
        fields: ({ unit }) => ({
          'asks.0.ask': 'true',
          'asks.0.unitId': unit,
          'asks.0.question': '是否可行',
          'asks.0.workingDays': '5',
        }),
      },
    ],
  },
  'routes/_app.screenings.$id.marks': {
    url: ({ screening }) => `/screenings/${screening}/marks`,
    roles: WRITERS,
    posts: [
      { roles: WRITERS, fields: () => ({ intent: 'relocation', version: '99' }) },
      { roles: BUREAU, fields: () => ({ intent: 'file', version: '99', filedOn: '2021-03-01', number: '1' }) },
      { roles: BUREAU, fields: () => ({ intent: 'removeFiling' }) },
    ],
  },
  'routes/_app.conditions._index': { url: () => '/conditions', roles: READERS },
  'routes/_app.conditions.$id': {
    url: ({ condition }) => `/conditions/${condition}`,
    roles: READERS,
    posts: [
      {
        roles: [...DEPARTMENTS, 'park'],
        fields: () => ({ intent: 'close', version: '99', closedOn: '2021-03-01', closedNote: '已落实' }),
      },
      {
        roles: [...DEPARTMENTS, 'park'],
        fields: ({ unit }) => ({ intent: 'edit', version: '99', text: '条件', unitId: unit }),
      },
      { roles: [...DEPARTMENTS, 'park'], fields: () => ({ intent: 'reopen' }) },
    ],
  },
  'routes/review-files.$id': { url: ({ reviewFile }) => `/review-files/${reviewFile}`, roles: READERS },
  'routes/_app.meetings._index': { url: () => '/meetings', roles: READERS },
  'routes/_app.meetings.new': {
    url: () => '/meetings/new',
    roles: KEEPERS,
    posts: [
      {
        roles: KEEPERS,
        fields: ({ landPark }) => ({ name: '园区会审', level: 'park', parkId: landPark, heldOn: '2021-03-28' }),
      },
    ],
  },
  'routes/_app.meetings.$id._index': {
    url: ({ meeting }) => `/meetings/${meeting}`,
    roles: READERS,
    posts: [
      { roles: KEEPERS, fields: ({ screening }) => ({ intent: 'add', 'screenings[]': screening }) },
      { roles: KEEPERS, fields: ({ reviewItem }) => ({ intent: 'up', item: reviewItem }) },
      { roles: KEEPERS, fields: ({ reviewItem }) => ({ intent: 'remove', item: reviewItem }) },
      { roles: KEEPERS, fields: () => ({ intent: 'cancel' }) },
    ],
  },
  'routes/_app.meetings.$id.edit': {
    url: ({ meeting }) => `/meetings/${meeting}/edit`,
    roles: KEEPERS,
    posts: [
      {
        roles: KEEPERS,
        fields: ({ landPark }) => ({
          version: '99',
          name: '园区会审',
          level: 'park',
          parkId: landPark,
          heldOn: '2021-03-28',
        }),
      },
    ],
  },
  'routes/_app.meetings.$id.items.$itemId': {
    url: ({ meeting, reviewItem }) => `/meetings/${meeting}/items/${reviewItem}`,
    roles: KEEPERS,
    posts: [
      { roles: KEEPERS, fields: () => ({ intent: 'decide', version: '99', decision: 'passed' }) },
      { roles: KEEPERS, fields: () => ({ intent: 'takeBack', reason: '登错了' }) },
    ],
  },
  'routes/_app.meetings.$id.list': { url: ({ meeting }) => `/meetings/${meeting}/list`, roles: READERS },
  'routes/_app.plots.$id.edit': {
    url: ({ plot }) => `/plots/${plot}/edit`,
    roles: LAND,
    posts: [{ roles: LAND, fields: () => ({ version: '1', name: '河沥东侧' }) }],
  },
  'routes/_app.plots.$id.status._index': {
    url: ({ plot }) => `/plots/${plot}/status`,
    roles: LAND,
    posts: [
      { roles: LAND, fields: () => ({ status: 'suppliedNotUsed', on: '2021-05-01', document: '1号' }), upload: true },
    ],
  },
  'routes/_app.plots.$id.status.$changeId': {
    url: ({ plot, statusChange }) => `/plots/${plot}/status/${statusChange}`,
    roles: LAND,
    posts: [
      {
        roles: LAND,
        fields: () => ({ intent: 'correct', status: 'planned', on: '2021-01-02', document: '1号', ...REASON }),
      },
      { roles: LAND, fields: () => ({ intent: 'withdraw', ...REASON }) },
    ],
  },
  'routes/_app.plots.$id.idle': {
    url: ({ plot }) => `/plots/${plot}/idle`,
    roles: READERS,
    posts: [
      { roles: LAND, fields: () => ({ intent: 'delay', from: '2021-02-01', reason: '管线未迁', document: '1号' }) },
      { roles: LAND, fields: () => ({ intent: 'endDelay', delay: 'x', to: '2021-03-01' }) },
      { roles: LAND, fields: () => ({ intent: 'removeDelay', delay: 'x' }) },
      { roles: LAND, fields: () => ({ intent: 'progress', on: '2021-05-01', startedMu: '10' }) },
    ],
  },
  'routes/_app.plots.$id.readiness': {
    url: ({ plot }) => `/plots/${plot}/readiness`,
    roles: READERS,
    posts: [{ roles: LAND, fields: () => ({ done: '通路', on: '2021-05-01' }) }],
  },
  'routes/plots.$id.papers.$fileId': {
    url: ({ plot, plotPaper }) => `/plots/${plot}/papers/${plotPaper}`,
    roles: READERS,
  },
  'routes/_app.plots.new': {
    url: () => '/plots/new',
    roles: DRAWERS,
    posts: [{ roles: DRAWERS, fields: () => ({ ...PAPER, code: '新-1', points: CORNERS, status: 'planned' }) }],
  },
  'routes/_app.plots.$id.divide': {
    url: ({ plot }) => `/plots/${plot}/divide?way=equal&side=0&count=2`,
    roles: DRAWERS,
    posts: [{ roles: DRAWERS, fields: () => ({ ...PAPER, version: '1', 'codes.0': '新-1', 'codes.1': '新-2' }) }],
  },
  'routes/_app.plots.$id.merge': {
    url: ({ plot }) => `/plots/${plot}/merge`,
    roles: DRAWERS,
    posts: [
      {
        roles: DRAWERS,
        fields: ({ plot }) => ({
          ...PAPER,
          code: '新-1',
          'parents.0.id': plot,
          'parents.0.version': '1',
          'parents.1.id': plot,
          'parents.1.version': '1',
        }),
      },
    ],
  },
  'routes/_app.plots.$id.redraw': {
    url: ({ plot }) => `/plots/${plot}/redraw`,
    roles: DRAWERS,
    posts: [{ roles: DRAWERS, fields: () => ({ ...PAPER, version: '1', code: '新-1', points: CORNERS }) }],
  },
  'routes/_app.plots.$id.undo': {
    url: ({ plot }) => `/plots/${plot}/undo`,
    roles: DRAWERS,
    answer: 302,
    posts: [{ roles: DRAWERS, fields: () => ({ version: '1' }) }],
  },
  'routes/_app.land.three-not._index': { url: () => '/land/three-not', roles: READERS },
  'routes/_app.land.three-not.task': {
    url: () => '/land/three-not/task',
    roles: ['bureau', 'land'],
    posts: [
      {
        roles: ['bureau', 'land'],
        fields: () => ({ intent: 'set', year: '2021', targetMu: '300', baselineOn: '2021-01-01' }),
      },
      { roles: ['bureau', 'land'], fields: () => ({ intent: 'remove', id: 'x' }) },
    ],
  },
  'routes/_app.land.revival._index': { url: () => '/land/revival', roles: READERS },
  'routes/_app.land.revival.new': {
    url: ({ factory }) => `/land/revival/new?factory=${factory}`,
    roles: HOLDERS,
    posts: [{ roles: HOLDERS, fields: ({ unit }) => ({ ...REVIVAL, unitId: unit }) }],
  },
  'routes/_app.land.revival.$id': {
    url: ({ revival }) => `/land/revival/${revival}`,
    roles: READERS,
    posts: [
      { roles: HOLDERS, fields: ({ unit }) => ({ intent: 'edit', version: '1', ...REVIVAL, unitId: unit }) },
      { roles: HOLDERS, fields: () => ({ intent: 'close', outcome: 'reused', closedOn: '2021-05-01' }) },
      { roles: HOLDERS, fields: () => ({ intent: 'reopen' }) },
    ],
  },
  'routes/_app.map_.sheet': { url: () => '/map/sheet', roles: READERS },
  'routes/_app.plots.$id.card': { url: ({ plot }) => `/plots/${plot}/card`, roles: READERS },
  'routes/_app.map': { url: () => '/map', roles: READERS },
  'routes/plots.file': { url: () => '/plots/file?format=txt', roles: READERS },
  'routes/map.plots_.$id': { url: ({ plot }) => `/map/plots/${plot}`, roles: READERS },
  'routes/map.plots': { url: () => '/map/plots', roles: READERS },
  'routes/_app.screening.runs._index': {
    url: () => '/screening/runs',
    roles: READERS,
    posts: [{ roles: BUREAU, fields: () => ({ 'ruleSets[]': 'county-intensity-100' }) }],
  },
  'routes/_app.screening.runs.$id': {
    url: ({ screeningRun }) => `/screening/runs/${screeningRun}`,
    roles: READERS,
    posts: intents(BUREAU, 'cancel', 'resume', 'remove'),
  },
  'routes/screening.runs.$id.results[.]xlsx': {
    url: ({ screeningRun }) => `/screening/runs/${screeningRun}/results.xlsx`,
    roles: READERS,
  },
  'routes/_app.screening.rules._index': {
    url: () => '/screening/rules',
    roles: READERS,
    posts: [{ roles: BUREAU, fields: ({ ruleSet }) => ({ intent: 'use', id: ruleSet }) }],
  },
  'routes/_app.screening.rules.new': {
    url: () => '/screening/rules/new',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => ({ id: 'own', name: '本县准入' }) }],
  },
  'routes/_app.screening.rules.$id._index': {
    url: ({ ruleSet }) => `/screening/rules/${ruleSet}`,
    roles: READERS,
    posts: intents(BUREAU, 'use', 'disuse'),
  },
  'routes/_app.screening.rules.$id.trial': {
    url: ({ ruleSet }) => `/screening/rules/${ruleSet}/trial`,
    roles: BUREAU,
  },
  'routes/_app.screening.rules.$id.edit': {
    url: ({ ruleSet }) => `/screening/rules/${ruleSet}/edit`,
    roles: BUREAU,
    posts: intents(BUREAU, 'save', 'publish', 'discard', 'add criteria'),
  },
  'routes/_app.batches._index': { url: () => '/batches', roles: READERS },
  'routes/_app.batches.new': {
    url: () => '/batches/new',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => BATCH }],
  },
  'routes/_app.batches.$id._index': { url: ({ promotionBatch }) => `/batches/${promotionBatch}`, roles: READERS },
  'routes/_app.batches.$id.edit': {
    url: ({ promotionBatch }) => `/batches/${promotionBatch}/edit`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: () => ({ ...BATCH, version: '1' }) },
      { roles: BUREAU, fields: () => ({ intent: 'delete', version: '1' }) },
    ],
  },
  'routes/_app.batches.$id.projects': {
    url: ({ promotionBatch }) => `/batches/${promotionBatch}/projects`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: ({ project }) => ({ intent: 'add', part: 'signed', projectIds: project }) },
      { roles: BUREAU, fields: ({ project }) => ({ intent: 'remove', members: `signed:${project}` }) },
    ],
  },
  'routes/_app.events._index': { url: () => '/events', roles: READERS },
  'routes/_app.events.new': {
    url: () => '/events/new',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => EVENT }],
  },
  'routes/_app.events.$id._index': { url: ({ promotionEvent }) => `/events/${promotionEvent}`, roles: READERS },
  'routes/_app.events.$id.edit': {
    url: ({ promotionEvent }) => `/events/${promotionEvent}/edit`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: () => ({ ...EVENT, version: '1' }) },
      { roles: BUREAU, fields: () => ({ intent: 'delete', version: '1' }) },
    ],
  },
  'routes/_app.events.$id.projects': {
    url: ({ promotionEvent }) => `/events/${promotionEvent}/projects`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: ({ project }) => ({ intent: 'add', outcome: 'met', members: project }) },
      ...intents(BUREAU, 'remove'),
    ],
  },

  'routes/_app.industries': { url: () => '/industries?q=C35', roles: [...READERS, 'sysadmin'] },
  'routes/_app.chains._index': { url: () => '/chains', roles: READERS },
  'routes/_app.chains.targets': { url: () => '/chains/targets', roles: READERS },
  'routes/_app.chains.new': {
    url: () => '/chains/new',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => CHAIN }],
  },
  'routes/chains[.]xlsx': { url: () => '/chains.xlsx', roles: READERS },
  'routes/_app.chains.import._index': { url: () => '/chains/import', roles: BUREAU, posts: [{ roles: BUREAU }] },
  'routes/_app.chains.import.$importId': {
    url: ({ chainImport }) => `/chains/import/${chainImport}`,
    roles: BUREAU,
    posts: [{ roles: BUREAU }],
  },
  'routes/_app.chains.$id._index': { url: ({ chain }) => `/chains/${chain}`, roles: READERS },
  'routes/_app.chains.$id.edit': {
    url: ({ chain }) => `/chains/${chain}/edit`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: () => ({ ...CHAIN, version: '1' }) },
      { roles: BUREAU, fields: () => ({ intent: 'delete', version: '1' }) },
    ],
  },
  'routes/_app.chains.$id.segments': {
    url: ({ chain }) => `/chains/${chain}/segments`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: () => ({ version: '1', 'segments.0.tier': 'upstream', 'segments.0.name': '原料' }) },
    ],
  },
  'routes/_app.chains.$id.nodes.new': {
    url: ({ chain }) => `/chains/${chain}/nodes/new`,
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => FIRM }],
  },
  'routes/_app.chains.$id.nodes.$nodeId._index': {
    url: ({ chain, chainNode }) => `/chains/${chain}/nodes/${chainNode}`,
    roles: READERS,
  },
  'routes/_app.chains.$id.nodes.$nodeId.edit': {
    url: ({ chain, chainNode }) => `/chains/${chain}/nodes/${chainNode}/edit`,
    roles: BUREAU,
    posts: [
      { roles: BUREAU, fields: () => ({ ...FIRM, version: '1' }) },
      { roles: BUREAU, fields: () => ({ intent: 'delete', version: '1' }) },
    ],
  },
  'routes/_app.chains.$id.nodes.$nodeId.firms.$firmId': {
    url: ({ chain, chainNode, chainFirm }) => `/chains/${chain}/nodes/${chainNode}/firms/${chainFirm}`,
    roles: ['bureau', 'park'],
    posts: [
      { roles: ['bureau', 'park'], fields: () => ({ ...FIRM, version: '99' }) },
      { roles: ['bureau', 'park'], fields: () => ({ intent: 'delete', version: '99' }) },
    ],
  },
  'routes/_app.chains.$id.nodes.$nodeId.targets.$targetId': {
    url: ({ chain, chainNode, chainTarget }) => `/chains/${chain}/nodes/${chainNode}/targets/${chainTarget}`,
    roles: WRITERS,
    posts: [
      { roles: WRITERS, fields: () => ({ ...FIRM, state: 'open', version: '99' }) },
      { roles: WRITERS, fields: () => ({ intent: 'delete', version: '99' }) },
    ],
  },
  'routes/_app.projects.$id.chain': projectPage('/chain', WRITERS, {}),

  'routes/_app.pipeline._index': { url: () => '/pipeline', roles: READERS },
  'routes/_app.pipeline.breakdowns': { url: () => '/pipeline/breakdowns', roles: READERS },
  'routes/_app.pipeline.cohorts': { url: () => '/pipeline/cohorts', roles: READERS },
  'routes/_app.pipeline.forecast': { url: () => '/pipeline/forecast', roles: READERS },
  'routes/_app.pipeline.overdue': { url: () => '/pipeline/overdue', roles: READERS },
  'routes/_app.pipeline.pace': { url: () => '/pipeline/pace', roles: READERS },

  'routes/wall': { url: () => '/wall', roles: READERS },
  'routes/wall_.figures': { url: () => '/wall/figures', roles: READERS },

  'routes/_app.imports._index': { url: () => '/imports', roles: IMPORTERS, posts: [{ roles: IMPORTERS }] },
  'routes/imports.$id.map': { url: ({ plotBatch }) => `/imports/${plotBatch}/map`, roles: IMPORTERS },
  'routes/_app.imports.$id._index': {
    url: ({ plotBatch }) => `/imports/${plotBatch}`,
    roles: IMPORTERS,
    posts: intents(IMPORTERS, 'answer', 'options', 'discard', 'readAgain', 'commit'),
  },
  'routes/_app.imports.$id.tables.$table': {
    url: ({ batch }) => `/imports/${batch}/tables/0-0`,
    roles: BUREAU,
    // What is typed is looked at before whose import it is.
    posts: [...intents(IMPORTERS, 'table'), ...intents(BUREAU, 'forget')],
  },
  'routes/_app.imports.$id.edition': { url: ({ batch }) => `/imports/${batch}/edition`, roles: BUREAU },
  'routes/_app.imports.corrections': {
    url: () => '/imports/corrections',
    roles: IMPORTERS,
    posts: [{ roles: IMPORTERS, fields: () => ({ id: '00000000-0000-7000-8000-000000000000' }) }],
  },
  'routes/_app.imports.$id.undo': {
    url: ({ committed }) => `/imports/${committed}/undo`,
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => ({ version: '99' }) }],
  },
  'routes/_app.imports.$id.rows.$rowId': {
    url: ({ batch, row }) => `/imports/${batch}/rows/${row}`,
    roles: BUREAU,
    posts: [...intents(BUREAU, 'correct', 'same', 'distinct', 'takeBack'), ...intents(IMPORTERS, 'fill')],
  },

  'routes/_app.settings': {},
  'routes/_app.settings._index': { url: () => '/settings', roles: EVERYONE, answer: 302 },
  'routes/_app.settings.units._index': { url: () => '/settings/units', roles: EVERYONE },
  'routes/_app.settings.units.new': {
    url: () => '/settings/units/new',
    roles: UNIT_KEEPERS,
    posts: [{ roles: UNIT_KEEPERS }],
  },
  'routes/_app.settings.units.$id': {
    url: ({ unit }) => `/settings/units/${unit}`,
    roles: UNIT_KEEPERS,
    posts: intents(UNIT_KEEPERS, 'rename', 'confirm', 'merge'),
  },
  'routes/_app.settings.calendar._index': { url: () => '/settings/calendar', roles: READERS },
  'routes/_app.settings.calendar.$year': {
    url: () => '/settings/calendar/2027',
    roles: BUREAU,
    posts: [{ roles: BUREAU, fields: () => ({ list: '2027-01-01 休' }) }],
  },
  'routes/_app.settings.ledger-words': {
    url: () => '/settings/ledger-words',
    roles: IMPORTERS,
    posts: [{ roles: IMPORTERS, fields: () => ({ id: '00000000-0000-7000-8000-000000000000' }) }],
  },
  'routes/_app.settings.users._index': { url: () => '/settings/users', roles: ACCOUNTS },
  'routes/_app.settings.users.new': {
    url: () => '/settings/users/new',
    roles: ['sysadmin'],
    posts: [{ roles: ['sysadmin'] }],
  },
  'routes/_app.settings.users.$id': {
    url: ({ user }) => `/settings/users/${user}`,
    roles: ACCOUNTS,
    posts: [
      ...intents(['sysadmin'], 'edit', 'disable', 'enable', 'reset'),
      ...intents(['secadmin'], 'roles'),
      ...intents(['sysadmin', 'secadmin'], 'confirm', 'withdraw'),
    ],
  },
  ...entryPages('parks', ({ park }) => park, ['facts', 'approve', 'removeApproval']),
  ...entryPages('industries', ({ industry }) => industry),
  'routes/_app.settings.teams._index': { url: () => '/settings/teams', roles: [...READERS, 'sysadmin'] },
  'routes/_app.settings.teams.new': {
    url: () => '/settings/teams/new',
    roles: UNIT_KEEPERS,
    posts: [{ roles: UNIT_KEEPERS }],
  },
  'routes/_app.settings.teams.$id': {
    url: ({ team }) => `/settings/teams/${team}`,
    roles: [...READERS, 'sysadmin'],
    posts: intents(UNIT_KEEPERS, 'edit', 'addMember', 'removeMember', 'end', 'merge'),
  },
  'routes/_app.settings.rules._index': { url: () => '/settings/rules', roles: [...READERS, 'sysadmin'] },
  'routes/_app.settings.rules.$kind': {
    url: () => '/settings/rules/overdue',
    roles: [...READERS, 'sysadmin'],
    posts: [
      { roles: BUREAU, fields: () => ({ days: '200', batchMonths: '6', effectiveOn: '2021-01-01', version: '99' }) },
    ],
  },
  'routes/_app.settings.tokens': { url: () => '/settings/tokens', roles: EVERYONE, posts: [{ roles: EVERYONE }] },
  'routes/_app.settings.county': {
    url: () => '/settings/county',
    roles: BUREAU,
    posts: [
      { roles: BUREAU, upload: true },
      { roles: BUREAU, fields: () => ({ intent: 'remove' }) },
    ],
  },
  'routes/_app.settings.audit': { url: () => '/settings/audit', roles: ['auditor', 'secadmin'] },
  'routes/settings.audit[.]xlsx': { url: () => '/settings/audit.xlsx', roles: ['auditor', 'secadmin'] },
}

/** What may wait on the workbench, for whom, and the page whose form does it. */
export const DUTIES: Record<string, { roles: RoleId[]; doneAt: string }> = {
  opinionsAsked: { roles: DEPARTMENTS, doneAt: 'routes/_app.opinions.$id' },
  opinionsOverdue: { roles: BUREAU, doneAt: 'routes/_app.opinions.$id' },
  openConditions: { roles: [...DEPARTMENTS, 'park'], doneAt: 'routes/_app.conditions.$id' },
  conditionsToFulfil: { roles: ['officer'], doneAt: 'routes/_app.projects.$id.evidence' },
  meetings: { roles: KEEPERS, doneAt: 'routes/_app.meetings.$id.items.$itemId' },
  provinceFiling: { roles: BUREAU, doneAt: 'routes/_app.screenings.$id.marks' },
  notStarted: { roles: WRITERS, doneAt: 'routes/_app.projects.$id.stage' },
  nextSteps: { roles: WRITERS, doneAt: 'routes/_app.projects.$id.edit' },
  toVerify: { roles: BUREAU, doneAt: 'routes/_app.projects.$id.events.$eventId.verify' },
  openWaivers: { roles: BUREAU, doneAt: 'routes/_app.projects.$id.guards' },
  idleLand: { roles: LAND, doneAt: 'routes/_app.plots.$id.idle' },
  soonIdleLand: { roles: LAND, doneAt: 'routes/_app.plots.$id.idle' },
  endingHolds: { roles: HOLDERS, doneAt: 'routes/_app.plots.$id.allocations.$allocationId' },
  strandedPlots: { roles: HOLDERS, doneAt: 'routes/_app.plots.$id.allocations.$allocationId' },
  freedPlots: { roles: HOLDERS, doneAt: 'routes/_app.plots.$id._index' },
  revivals: { roles: HOLDERS, doneAt: 'routes/_app.land.revival.$id' },
  imports: { roles: IMPORTERS, doneAt: 'routes/_app.imports.$id._index' },
  calendar: { roles: BUREAU, doneAt: 'routes/_app.settings.calendar.$year' },
  units: { roles: UNIT_KEEPERS, doneAt: 'routes/_app.settings.units.$id' },
  parks: { roles: UNIT_KEEPERS, doneAt: 'routes/_app.settings.parks.$id' },
  roleProposals: { roles: ['sysadmin', 'secadmin'], doneAt: 'routes/_app.settings.users.$id' },
}

export interface OperationRule {
  url: (things: Things) => string
  roles: RoleId[]
  body?: object
}

/** By operationId. */
export const OPERATIONS: Record<string, OperationRule> = {
  listProjects: { url: () => '/projects', roles: READERS },
  registerProject: { url: () => '/projects', roles: WRITERS },
  getProject: { url: ({ project }) => `/projects/${project}`, roles: READERS },
  editProject: { url: ({ project }) => `/projects/${project}`, roles: WRITERS },
  voidProject: { url: ({ project }) => `/projects/${project}/void`, roles: BUREAU, body: REASON },
  restoreProject: { url: ({ voided }) => `/projects/${voided}/restoration`, roles: BUREAU, body: REASON },
  listStageEvents: { url: ({ project }) => `/projects/${project}/stage-events`, roles: READERS },
  recordStage: { url: ({ project }) => `/projects/${project}/stage-events`, roles: WRITERS, body: STAGE },
  correctStage: {
    url: ({ project, event }) => `/projects/${project}/stage-events/${event}/corrections`,
    roles: WRITERS,
    body: CORRECTION,
  },
  verifyStage: {
    url: ({ project, event }) => `/projects/${project}/stage-events/${event}/verification`,
    roles: BUREAU,
  },
  listInvestors: { url: () => '/investors', roles: READERS },
  getInvestor: { url: ({ investor }) => `/investors/${investor}`, roles: READERS },
  listUnits: { url: () => '/units', roles: EVERYONE },
  listChains: { url: () => '/chains', roles: READERS },
  getChain: { url: ({ chain }) => `/chains/${chain}`, roles: READERS },
  listChainTargets: { url: () => '/chain-targets', roles: READERS },
  projectChainFit: { url: ({ project }) => `/projects/${project}/chain-fit`, roles: READERS },
  searchIndustries: { url: () => '/industries?q=C35', roles: [...READERS, 'sysadmin'] },
  cohorts: { url: () => '/pipeline/cohorts', roles: READERS },
  cohortHeat: { url: () => '/pipeline/cohorts/heat', roles: READERS },
  funnel: { url: () => '/pipeline/funnel', roles: READERS },
  survival: { url: () => '/pipeline/survival', roles: READERS },
  overdue: { url: () => '/pipeline/overdue', roles: READERS },
  flow: { url: () => '/pipeline/flow', roles: READERS },
  sizes: { url: () => '/pipeline/sizes', roles: READERS },
  forecast: { url: () => '/pipeline/forecast', roles: READERS },
  listBatches: { url: () => '/batches', roles: READERS },
  getBatch: { url: ({ promotionBatch }) => `/batches/${promotionBatch}`, roles: READERS },
  listPlots: { url: () => '/plots', roles: READERS },
  getPlot: { url: ({ plot }) => `/plots/${plot}`, roles: READERS },
  holdPlot: { url: ({ plot }) => `/plots/${plot}/reservations`, roles: HOLDERS },
  releaseReservation: { url: ({ allocation }) => `/reservations/${allocation}`, roles: HOLDERS },
  matchPlots: { url: ({ project }) => `/projects/${project}/plot-matches`, roles: READERS },
  listFactoryUnits: { url: () => '/factory-units', roles: READERS },
  landSummary: { url: () => '/land/summary', roles: READERS },
  evaluateScreening: { url: () => '/screenings/evaluate', roles: READERS },
  listBudgets: { url: () => '/budgets', roles: READERS },
  listScreenings: { url: ({ project }) => `/projects/${project}/screenings`, roles: READERS },
  startScreening: {
    url: ({ project }) => `/projects/${project}/screenings`,
    roles: WRITERS,
    body: { ruleSetIds: ['county-intensity-100'] },
  },
  listRuleSets: { url: () => '/rule-sets', roles: READERS },
  listEvents: { url: () => '/events', roles: READERS },
  getEvent: { url: ({ promotionEvent }) => `/events/${promotionEvent}`, roles: READERS },
  getMe: { url: () => '/me', roles: EVERYONE },
}

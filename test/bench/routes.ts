import type { Client } from 'pg'

/** Who asks: the office sees everything, an officer what their unit may see. */
export type Asker = 'bureau' | 'officer'

export interface Route {
  name: string
  asker: Asker
  /** the address of the n-th request */
  url: (at: number) => string
  /** p50 over HTTP in milliseconds */
  target?: number
  /** whose rows the page is about, for counting how many satisfied the filters */
  table?: string
  /** a figure of the pipeline, which grows with the number of projects */
  figure?: true
  /** rows read are held to three times the rows returned */
  lean?: boolean
}

/** A request that writes; `steps` are made ready, unmeasured, before it. */
export interface Writing {
  name: string
  url: (subject: string) => string
  body: (at: number) => object
  /** makes what the n-th request works on */
  subject?: Writing
}

const REGISTERING: Writing = {
  name: 'API 登记项目',
  url: () => '/api/v1/projects',
  body: (at) => ({
    name: `年产${at}万吨新材料项目`,
    investorName: `基准${Date.now().toString(36)}${at}有限公司`,
    investmentWan: '12000',
    industry: '新材料',
  }),
}

/** What is written while it is measured. */
export const WRITINGS: Writing[] = [
  REGISTERING,
  {
    name: 'API 登记阶段',
    url: (project) => `/api/v1/projects/${project}/stage-events`,
    body: () => ({ stage: 'negotiating' }),
    subject: REGISTERING,
  },
]

/** From what stands in nearly every project to what stands in none. */
const SEARCHED = ['有限公司', '项目', '年产', '新材料', '生物医药', '华', '30万', '天华', '招商局', '无此词']

/** What is asked of the program, with ids taken from what was built. */
export async function benchRoutes(owner: Client, asOf: string): Promise<Route[]> {
  const ids = async (sql: string) => (await owner.query<{ id: string }>(sql)).rows.map(({ id }) => id)
  const units = await ids('SELECT unit_id AS id FROM project GROUP BY 1 ORDER BY count(*) DESC')
  const [largest, middle] = [units[0]!, units[Math.floor(units.length / 2)]!]
  const records = await ids('SELECT id FROM project ORDER BY md5(id::text) LIMIT 500')
  const park = (
    await ids('SELECT park_id AS id FROM project WHERE park_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1')
  )[0]!
  const one = (at: number) => records[at % records.length]!
  const year = Number(asOf.slice(0, 4)) - 1

  const list = (name: string, query: string, asker: Asker = 'bureau'): Route => ({
    name: `API 列表 ${name}`,
    asker,
    url: () => `/api/v1/projects?limit=50&${query}`,
    target: 25,
    table: 'project',
    lean: true,
  })
  const cohorts = (by: string, target?: number): Route => ({
    name: `API 签约开工 by=${by}`,
    asker: 'bureau',
    url: () => `/api/v1/pipeline/cohorts?by=${by}&asOf=${asOf}`,
    target,
    figure: true,
  })
  const past = `${year}-05-17`
  const figure = (name: string, query = ''): Route => ({
    name: `API 指标 ${name}`,
    asker: 'bureau',
    url: () => `/api/v1/pipeline/${name}?asOf=${past}${query}`,
    target: 500,
    figure: true,
  })
  const page = (name: string, url: string, asker: Asker = 'bureau'): Route => ({
    name: `页面 ${name}`,
    asker,
    url: () => url,
  })

  return [
    list('单位＋阶段，按更新', `unit=${middle}&stage=signed&sort=-updatedAt`),
    list('最大单位＋阶段，按投资', `unit=${largest}&stage=signed&sort=-investmentWan`),
    list('最大单位＋状态，按签约', `unit=${largest}&status=active&sort=-signedFrom`),
    list('园区＋阶段，按签约', `park=${park}&stage=started&sort=-signedFrom`),
    list('单位＋阶段，专员', `unit=${middle}&stage=signed&sort=-updatedAt`, 'officer'),
    list('搜“新材料”＋阶段', `q=${encodeURIComponent('新材料')}&stage=negotiating&sort=-updatedAt`),
    list('搜“材料”＋阶段', `q=${encodeURIComponent('材料')}&stage=negotiating&sort=-updatedAt`),
    ...SEARCHED.map((word): Route => ({
      ...list(`只搜“${word}”`, `q=${encodeURIComponent(word)}&sort=-updatedAt`),
      target: 60,
      lean: false,
    })),
    // What was promised is a list with two filters; without any, every row is counted.
    { ...list('不筛选', 'sort=-updatedAt'), lean: false, target: undefined },
    { ...list('不筛选，专员', 'sort=-updatedAt', 'officer'), lean: false, target: undefined },
    { name: 'API 项目全貌', asker: 'bureau', url: (at) => `/api/v1/projects/${one(at)}`, target: 8 },
    cohorts('month', 300),
    cohorts('none'),
    cohorts('unit'),
    cohorts('size'),
    figure('funnel'),
    figure('cohorts/heat', '&by=month'),
    figure('survival', '&groupBy=size'),
    figure('overdue', '&days=180'),
    figure('flow'),
    figure('sizes'),
    figure('forecast', '&groupBy=size'),
    { name: 'API 单位', asker: 'bureau', url: () => '/api/v1/units?limit=50' },
    { name: 'API 投资方', asker: 'bureau', url: () => `/api/v1/investors?limit=50&q=${encodeURIComponent('天华')}` },
    ...landRoutes(await ids('SELECT id FROM plot ORDER BY md5(id::text) LIMIT 200'), await wanting(owner)),
    page('工作台', '/workbench'),
    page('领导简报', '/workbench?view=briefing'),
    page('大屏 数据', '/wall/figures'),
    page('项目列表', '/projects'),
    page('项目列表 两个条件', `/projects?unit=${middle}&stage=signed&sort=-investmentWan`),
    page('项目列表 专员', '/projects', 'officer'),
    { name: '页面 项目', asker: 'bureau', url: (at) => `/projects/${one(at)}` },
    {
      ...page('签约开工 全部，某一过去的日子', `/pipeline?asOf=${past}&signedFrom=&signedTo=`),
      target: 1500,
      figure: true,
    },
    page('签约开工 一年', `/pipeline?asOf=${asOf}&signedFrom=${year}-01-01&signedTo=${year}-12-31`),
    ...['overdue', 'forecast', 'cohorts', 'pace', 'breakdowns'].map((tab) =>
      page(`签约开工 ${tab}`, `/pipeline/${tab}?asOf=${past}`),
    ),
    page('导入', '/imports'),
  ]
}

/** Projects that ask for land. */
const wanting = async (owner: Client) =>
  (
    await owner.query<{ id: string }>(
      'SELECT id FROM project WHERE land_mu BETWEEN 20 AND 80 ORDER BY md5(id::text) LIMIT 200',
    )
  ).rows.map(({ id }) => id)

/** A part of the county in which some 200 plots lie, another at each request: west, south, east, north. */
function boxAt(at: number): string {
  const [west, south] = [118 + 0.03 * (at % 15), 30 + 0.03 * (at % 10)]
  return [west, south, west + 0.028, south + 0.028].map((degrees) => degrees.toFixed(3)).join()
}

function landRoutes(plots: readonly string[], projects: readonly string[]): Route[] {
  const bureau = (name: string, url: Route['url'], target?: number): Route => ({ name, asker: 'bureau', url, target })
  return [
    bureau('API 地块 范围', (at) => `/api/v1/plots?limit=50&bbox=${boxAt(at)}`, 15),
    bureau('API 地块 可用，50–80 亩，二类', () => '/api/v1/plots?limit=50&free=true&minMu=50&maxMu=80&landUse=100102'),
    bureau('API 土地总量', () => '/api/v1/land/summary'),
    bureau('API 选址匹配', (at) => `/api/v1/projects/${projects[at % projects.length]}/plot-matches`, 150),
    bureau('OGC 地块 范围', (at) => `/ogc/collections/plots/items?limit=500&bbox=${boxAt(at)}`),
    bureau('OGC 地块 一页 1000', () => '/ogc/collections/plots/items?limit=1000'),
    bureau('地图 范围', (at) => `/map/plots?bbox=${boxAt(at)}`, 15),
    bureau('地图 全县', () => '/map/plots?bbox=117,29,121,33'),
    bureau('页面 土地台账', () => '/plots'),
    bureau('页面 供地计划', () => '/land/plan'),
    bureau('页面 地块', (at) => `/plots/${plots[at % plots.length]}`),
  ]
}

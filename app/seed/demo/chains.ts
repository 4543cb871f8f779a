import type { Position, Tier } from '~/chains/domain/chain'
import type { TargetState } from '~/chains/domain/target'

interface DemoFirm {
  name: string
  park?: string
  note?: string
}

interface DemoTarget {
  name: string
  region: string
  reason: string
  unit: string
  state: TargetState
}

interface DemoNode {
  name: string
  /** GB/T 4754-2017 */
  codes: string[]
  tags?: string[]
  firms?: DemoFirm[]
  targets?: DemoTarget[]
}

interface DemoSegment {
  tier: Tier
  name: string
  nodes: DemoNode[]
}

interface DemoChain {
  name: string
  aliases: string[]
  leader: string
  leaderTitle: string
  unit: string
  parks: [park: string, position: Position][]
  note: string
  segments: DemoSegment[]
}

const [ZONE, SMART, MATERIALS] = ['澄川经济开发区', '东泽智造园', '鹭洲新材料产业园']
const [EAST, SOUTH, NORTH] = ['驻长三角招商联络处', '驻珠三角招商联络处', '驻京津冀招商联络处']
const BUREAU = '县招商局'

/** Chains of the made-up county; its firms and the companies it is after are made up too, and say so. */
export const CHAINS_ON_SHOW: DemoChain[] = [
  {
    name: '光伏储能',
    aliases: ['新能源装备'],
    leader: '周望舒',
    leaderTitle: '县委常委、常务副县长',
    unit: '县工业和信息化局',
    parks: [[MATERIALS, 'supporting']],
    note: '以支架、储能电池为基础，向上补硅片、玻璃和胶膜，向下带动电站开发和回收利用。演示数据，企业均为虚构。',
    segments: [
      {
        tier: 'upstream',
        name: '原辅材料',
        nodes: [
          {
            name: '硅料与硅片',
            codes: ['3985'],
            tags: ['缺链'],
            targets: [
              {
                name: '晴穹硅业股份有限公司',
                region: '江苏常州',
                reason: '切片产能外迁意向明确，下游组件厂已在本地',
                unit: EAST,
                state: 'talking',
              },
              {
                name: '岭澈晶体材料有限公司',
                region: '广东佛山',
                reason: '单晶炉规模适中，单项用电可承受',
                unit: SOUTH,
                state: 'open',
              },
            ],
          },
          {
            name: '光伏玻璃',
            codes: ['3042', '3051'],
            firms: [{ name: '澄川旭昱玻璃有限公司', park: MATERIALS, note: '年产超薄压延玻璃，演示企业' }],
          },
          {
            name: '封装胶膜',
            codes: ['2921'],
            targets: [
              {
                name: '临岚高分子材料有限公司',
                region: '浙江杭州',
                reason: '给长三角组件厂供胶膜，缺第二生产基地',
                unit: EAST,
                state: 'contacted',
              },
            ],
          },
          { name: '边框与支架', codes: ['3311'], firms: [{ name: '澄川砺航金属结构有限公司', park: ZONE }] },
        ],
      },
      {
        tier: 'midstream',
        name: '电池与组件',
        nodes: [
          {
            name: '电池片与组件',
            codes: ['3825'],
            tags: ['主导产品'],
            firms: [
              { name: '澄川曜泽新能源科技有限公司', park: ZONE },
              { name: '澄川翎远光电有限公司', park: ZONE },
            ],
          },
          { name: '储能电池', codes: ['384'], tags: ['高附加值'] },
        ],
      },
      {
        tier: 'midstream',
        name: '电力电子',
        nodes: [
          { name: '逆变器与变流器', codes: ['3824'] },
          {
            name: '电池管理系统',
            codes: ['3829'],
            tags: ['缺链'],
            targets: [
              {
                name: '京骁储能技术有限公司',
                region: '北京',
                reason: '与本地电池箱体企业有供货关系',
                unit: NORTH,
                state: 'contacted',
              },
            ],
          },
        ],
      },
      {
        tier: 'downstream',
        name: '应用与回收',
        nodes: [
          { name: '风电配套装备', codes: ['3415'] },
          { name: '电站开发运营', codes: ['4415', '4416'], firms: [{ name: '澄川沄启电力有限公司' }] },
          {
            name: '退役组件回收',
            codes: ['4210'],
            targets: [
              {
                name: '衡煦循环科技有限公司',
                region: '江西新余',
                reason: '组件回收示范线，可布局区域中心',
                unit: BUREAU,
                state: 'open',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    name: '智能装备',
    aliases: ['高端装备制造'],
    leader: '顾怀瑾',
    leaderTitle: '副县长',
    unit: '澄川经济开发区管委会',
    parks: [[SMART, 'supporting']],
    note: '从铸锻件、轴承到整机，减速器和液压件成规模。演示数据，企业均为虚构。',
    segments: [
      {
        tier: 'upstream',
        name: '基础材料与零部件',
        nodes: [
          { name: '特种钢材', codes: ['3130'] },
          {
            name: '铸锻件',
            codes: ['3391', '3393'],
            firms: [{ name: '澄川铎川铸造有限公司', park: ZONE }, { name: '澄川栎峻锻压有限公司' }],
          },
          { name: '轴承', codes: ['3451'], firms: [{ name: '澄川睿衡轴承有限公司', park: ZONE }] },
        ],
      },
      {
        tier: 'midstream',
        name: '功能部件',
        nodes: [
          { name: '减速器与传动', codes: ['3453'], tags: ['主导产品'] },
          { name: '液压元件', codes: ['3444'], firms: [{ name: '澄川泓越液压有限公司', park: ZONE }] },
          { name: '机床功能部件', codes: ['3425'] },
          {
            name: '数控系统',
            codes: ['4011'],
            tags: ['卡脖子'],
            targets: [
              {
                name: '璟芯控制技术股份有限公司',
                region: '广东深圳',
                reason: '已给本地机床部件企业配套，考察过东泽智造园',
                unit: SOUTH,
                state: 'talking',
              },
            ],
          },
          {
            name: '伺服电机',
            codes: ['3812', '3813'],
            targets: [
              {
                name: '岚屿电机有限公司',
                region: '浙江台州',
                reason: '老厂区拆迁，正在找新址',
                unit: EAST,
                state: 'registered',
              },
            ],
          },
        ],
      },
      {
        tier: 'downstream',
        name: '整机与服务',
        nodes: [
          { name: '工业机器人', codes: ['3491'] },
          { name: '数控机床整机', codes: ['3421'] },
          { name: '再制造与维修', codes: ['4330', '4390'], firms: [{ name: '澄川昱楠设备维修有限公司', park: SMART }] },
        ],
      },
    ],
  },
  {
    name: '新能源汽车',
    aliases: [],
    leader: '钟鸣岐',
    leaderTitle: '县政协副主席',
    unit: BUREAU,
    parks: [
      [ZONE, 'leading'],
      [SMART, 'supporting'],
      [MATERIALS, 'supporting'],
    ],
    note: '跨三个园区，以零部件为主。演示数据，企业均为虚构。',
    segments: [
      {
        tier: 'upstream',
        name: '材料与芯片',
        nodes: [
          { name: '轻量化材料', codes: ['3091', '3252'] },
          { name: '动力电池材料', codes: ['3985'] },
          {
            name: '车规芯片',
            codes: ['3973'],
            tags: ['卡脖子'],
            targets: [
              {
                name: '骁芯半导体有限公司',
                region: '江苏无锡',
                reason: '封测产线扩产，需要标准厂房',
                unit: EAST,
                state: 'dropped',
              },
            ],
          },
        ],
      },
      {
        tier: 'midstream',
        name: '零部件',
        nodes: [
          { name: '电池结构件', codes: ['3670'], firms: [{ name: '澄川峤航汽车部件有限公司', park: ZONE }] },
          { name: '充电模块', codes: ['3824'] },
          { name: '车载显示与智能座舱', codes: ['3974', '3962'] },
        ],
      },
      {
        tier: 'downstream',
        name: '整车与后市场',
        nodes: [
          { name: '整车', codes: ['3612'] },
          { name: '动力电池回收', codes: ['4210'] },
        ],
      },
    ],
  },
]

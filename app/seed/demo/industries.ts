interface DemoIndustry {
  name: string
  /** GB/T 4754-2017, where the product has none of its own */
  code: string
  park: string
  /** what the companies are called after */
  trade: string
  /** what is made, in which unit it is counted, and its class of GB/T 4754-2017 */
  products: [product: string, measure: string, code?: string][]
  /** 万元 per mu, from and to */
  intensity: [number, number]
}

export const INDUSTRIES: DemoIndustry[] = [
  {
    name: '新能源装备',
    code: 'C3825',
    park: '澄川经济开发区',
    trade: '新能源科技',
    products: [
      ['光伏支架', '万吨', 'C3311'],
      ['储能电池箱体', '万套', 'C3841'],
      ['风电塔筒', '套', 'C3415'],
      ['动力电池结构件', '万件', 'C3670'],
      ['充电桩模块', '万套', 'C3824'],
    ],
    intensity: [260, 520],
  },
  {
    name: '高端装备制造',
    code: 'C3484',
    park: '澄川经济开发区',
    trade: '精密机械',
    products: [
      ['精密减速器', '万台', 'C3453'],
      ['数控机床功能部件', '万套', 'C3425'],
      ['液压油缸', '万支', 'C3444'],
      ['工业机器人关节', '万套', 'C3491'],
      ['轴承套圈', '万套', 'C3451'],
    ],
    intensity: [220, 460],
  },
  {
    name: '电子信息',
    code: 'C3982',
    park: '东泽智造园',
    trade: '电子科技',
    products: [
      ['柔性线路板', '万平方米', 'C3982'],
      ['连接器', '万只', 'C3989'],
      ['车载显示模组', '万套', 'C3974'],
      ['传感器', '万只', 'C3983'],
      ['散热模组', '万套', 'C3989'],
    ],
    intensity: [300, 620],
  },
  {
    name: '生物医药',
    code: 'C2740',
    park: '东泽智造园',
    trade: '生物医药',
    products: [
      ['中药配方颗粒', '吨', 'C2730'],
      ['医用敷料', '万件', 'C2770'],
      ['植物提取物', '吨'],
      ['体外诊断试剂', '万盒'],
    ],
    intensity: [280, 480],
  },
  {
    name: '新材料',
    code: 'C2921',
    park: '鹭洲新材料产业园',
    trade: '新材料',
    products: [
      ['改性塑料', '万吨', 'C2651'],
      ['功能薄膜', '万平方米'],
      ['碳纤维预制件', '吨', 'C3091'],
      ['铝基复合材料', '万吨', 'C3252'],
      ['电子级树脂', '万吨', 'C2651'],
    ],
    intensity: [240, 420],
  },
  {
    name: '农产品精深加工',
    code: 'C1391',
    park: '望澜物流园',
    trade: '食品',
    products: [
      ['鲜食竹笋', '吨', 'C1371'],
      ['速冻调理食品', '万吨', 'C1432'],
      ['山核桃制品', '吨', 'C1373'],
      ['冷榨油脂', '万吨', 'C1331'],
    ],
    intensity: [150, 280],
  },
  {
    name: '现代物流',
    code: 'G5920',
    park: '望澜物流园',
    trade: '供应链管理',
    products: [
      ['冷链仓储', '万立方米'],
      ['智能分拨', '万件'],
      ['保税仓储', '万平方米'],
    ],
    intensity: [140, 260],
  },
]

/** Chains cross industries: by product where it has one of its own, else by industry. */
export const CHAINS: Readonly<Record<string, string>> = {
  光伏支架: '光伏储能',
  储能电池箱体: '光伏储能',
  风电塔筒: '光伏储能',
  动力电池结构件: '新能源汽车',
  充电桩模块: '新能源汽车',
  车载显示模组: '新能源汽车',
  碳纤维预制件: '新能源汽车',
  高端装备制造: '智能装备',
  电子信息: '新型电子',
  生物医药: '生物医药',
  新材料: '先进新材料',
  农产品精深加工: '绿色食品',
}

const FIRST = ['沄', '砺', '昱', '泓', '翎', '睿', '璟', '岚', '澈', '骁', '衡', '曜', '栎', '煦', '澜', '铎']
const SECOND = ['珩', '峤', '屿', '川', '泽', '启', '衡', '辰', '峻', '楠', '越', '航', '湛', '远', '芯', '禾']

/** Made-up company names of two characters; all different. */
export const BRANDS = FIRST.flatMap((first, at) =>
  SECOND.map((_, step) => first + SECOND[(at * 5 + step * 3) % SECOND.length]!),
).filter((brand) => brand[0] !== brand[1])

export const SURNAMES = ['程', '蒋', '邵', '俞', '谢', '潘', '范', '汪', '尹', '戚', '龚', '邹', '贺', '覃', '穆', '芮']
export const GIVEN_NAMES = [
  '嘉言',
  '明远',
  '思齐',
  '景和',
  '文柏',
  '子衿',
  '书言',
  '亦航',
  '雨桐',
  '若澜',
  '承泽',
  '沐阳',
  '一鸣',
  '晓棠',
]
export const TITLES = ['总经理', '董事长', '副总经理', '投资部经理', '项目负责人']

export const CHANNELS = ['以商招商', '驻点招商', '委托招商', '展会推介', '领导带队', '云招商', '基金招商']
export const ORIGINS = ['长三角', '珠三角', '京津冀', '成渝地区', '省内', '县内增资']

export const BLOCKING_ISSUES = [
  '用地指标尚未落实，拟等下一批次',
  '企业要求配套 110 千伏专线，供电方案未定',
  '能耗指标缺口约 2,000 吨标准煤，需向上争取',
  '地块内仍有 3 户未签订征迁协议',
  '企业资金分批到位，首期资本金未到账',
  '环评类别有调整，正在补充论证',
  '标准厂房层高不足，需改造或另行选址',
  '企业内部决策未完成，董事会推迟',
]

export const NEXT_STEPS = [
  '约企业来县踏勘备选地块',
  '会同自然资源和规划局核实地块指标',
  '向企业反馈政策要点并商定投资强度',
  '督促企业提交项目建议书和投资测算',
  '协调供电公司出具供电方案',
  '赴企业总部回访，敲定签约时间',
  '组织部门预审意见会签',
]

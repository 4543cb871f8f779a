import { halfWidth } from '~/shared/text'

/** One thing a ledger column can tell, with the headers counties write over it. */
interface ColumnRule {
  label: string
  /** whole headers, bare of units, brackets and blanks; earlier ones win a tie */
  names: string[]
  /** tried when no whole header fits */
  like?: RegExp
}

/** What is planned or agreed is no fact: 预计签约时间, 约定开工时间, 框架协议签订时间. */
const PLANNED = '(?:预计|拟|计划|约定|承诺|要求|应|最迟|目标|力争|意向|框架)'

const RULES = {
  name: {
    label: '项目名称',
    names: [
      '项目名称',
      '企业项目名称',
      '项目企业名称',
      '企业名称项目名称',
      '项目名',
      '项目全称',
      '签约项目',
      '招商项目',
      '项目',
    ],
    like: /^(?:签约|备案|招商|引进|供地|开工)?项目名称/,
  },
  code: { label: '项目编号', names: ['项目编号', '项目代码', '项目编码', '项目赋码', '投资项目代码'] },
  serial: { label: '序号', names: ['序号', '编号', '序', '号', '行号', 'no'] },
  investor: {
    label: '投资方',
    names: [
      '投资方',
      '客商',
      '投资方名称',
      '客商名称',
      '投资主体',
      '投资企业',
      '投资商',
      '投资单位',
      '投资公司',
      '投资人',
      '客商企业',
      '企业名称',
      '公司名称',
      '业主单位',
      '项目单位',
      '项目业主',
      '外来投资方',
      '签约企业',
      '签约方',
      '乙方',
      '建设单位',
    ],
    like: /^(?:投资方|投资企业|客商)/,
  },
  uscc: { label: '统一社会信用代码', names: ['统一社会信用代码', '信用代码', '社会信用代码'] },
  origin: {
    label: '来源地',
    names: [
      '来源地',
      '资金来源地',
      '客商来源地',
      '投资方所在地',
      '企业所在地',
      '投资来源地',
      '客商所在地',
      '来源地区',
      '区域来源',
    ],
  },
  projectCompany: {
    label: '落地法人',
    names: ['落地法人', '项目公司', '注册公司', '落地公司', '落地企业', '注册企业名称', '新注册公司名称'],
  },
  content: {
    label: '建设内容',
    names: [
      '建设内容',
      '建设内容及规模',
      '建设规模及内容',
      '建设规模与内容',
      '主要建设内容',
      '项目内容',
      '项目简介',
      '投资内容',
      '建设规模',
      '主营产品',
      '主要产品',
      '项目概况',
    ],
  },
  industry: {
    label: '产业',
    names: ['产业', '产业类别', '所属产业', '行业', '行业类别', '所属行业', '产业类型', '产业分类'],
  },
  chain: { label: '产业链', names: ['产业链', '所属产业链', '产业链条', '产业链名称', '所在产业链'] },
  channel: { label: '来源渠道', names: ['来源', '招商方式', '信息来源', '招商渠道', '线索来源', '引进方式'] },
  investment: {
    label: '总投资',
    names: [
      '总投资',
      '计划总投资',
      '计划投资',
      '投资总额',
      '总投资额',
      '项目总投资',
      '协议投资',
      '协议总投资',
      '协议投资额',
      '合同投资额',
      '合同投资',
      '计划投资额',
      '计划总投资额',
      '拟投资',
      '拟投资额',
      '投资额',
      '投资规模',
      '签约金额',
      '合同金额',
      '投资金额',
      '签约额',
    ],
    like: /^(?!.*(?:完成|到位|累计|年度|当年|引进|外资|固定)).*(?:总投资|计划投资|协议投资|投资总额)/,
  },
  fixedInvestment: {
    label: '固定资产投资',
    names: ['固定资产投资', '其中固定资产投资', '固投', '固定资产投资额', '计划固定资产投资'],
  },
  outsideFunds: {
    label: '引进域外资金',
    names: [
      '引进域外资金',
      '域外资金',
      '引进资金',
      '引进县外资金',
      '引进市外资金',
      '引进省外资金',
      '利用外资',
      '到位资金',
      '实际到位资金',
      '累计到位资金',
      '引资额',
    ],
  },
  completedInvestment: {
    label: '完成固定资产投资',
    names: [
      '完成固定资产投资',
      '完成投资',
      '累计完成投资',
      '已完成投资',
      '完成固投',
      '累计完成固定资产投资',
      '实际完成投资',
      '本年完成投资',
    ],
    like: /完成.*投资/,
  },
  annualTax: {
    label: '预计年税收',
    names: [
      '预计年税收',
      '年税收',
      '预计税收',
      '预计年纳税',
      '年纳税额',
      '年纳税',
      '预计年税收额',
      '达产后年税收',
      '达产年税收',
      '预期年税收',
      '年税收额',
    ],
    like: /^(?!.*(?:亩均|每亩|上年|去年|实际|累计|完成|已)).*(?:年税收|年纳税|预计税收)/,
  },
  negotiatedOn: { label: '洽谈日期', names: ['洽谈日期', '洽谈时间', '对接时间', '对接日期', '首谈时间', '首谈日期'] },
  signedOn: {
    label: '签约时间',
    names: [
      '签约时间',
      '签约日期',
      '签约年月',
      '签订时间',
      '签订日期',
      '合同签订时间',
      '合同签订日期',
      '协议签订时间',
      '签约备案时间',
      '签约备案日期',
      '合同时间',
      '备案时间',
      '备案日期',
    ],
    like: new RegExp(`^(?!.*${PLANNED}).*签(?:约|订).*(?:时间|日期|年月)$`),
  },
  startFlag: {
    label: '是否开工',
    names: ['是否开工', '开工情况', '开工与否', '是否动工', '是否已开工', '开工', '开工是否', '开工状态', '是否在建'],
  },
  plannedStart: {
    label: '计划开工时间',
    names: ['计划开工时间', '预计开工时间', '拟开工时间', '计划开工日期', '预计开工日期'],
    like: new RegExp(`${PLANNED}.*(?:开工|动工)(?:建设)?(?:时间|日期|年月|期限|时限|节点)?$`),
  },
  startedOn: {
    label: '开工时间',
    names: ['开工时间', '开工日期', '实际开工时间', '实际开工日期', '动工时间', '动工日期', '开工年月'],
    like: /(?:开工|动工).*(?:时间|日期|年月)$/,
  },
  completedOn: { label: '竣工时间', names: ['竣工时间', '竣工日期', '实际竣工时间', '竣工验收时间'] },
  producedOn: { label: '投产时间', names: ['投产时间', '投产日期', '实际投产时间'] },
  progress: {
    label: '进度',
    names: [
      '进度',
      '项目进度',
      '项目进展',
      '进展情况',
      '项目进展情况',
      '建设进度',
      '工程进度',
      '形象进度',
      '目前进展',
      '当前进展',
      '推进情况',
      '当前阶段',
      '项目阶段',
      '项目状态',
      '建设情况',
      '建设阶段',
    ],
    like: /(?:进展|进度)/,
  },
  landMu: {
    label: '用地面积',
    names: [
      '面积',
      '用地面积',
      '占地面积',
      '土地面积',
      '供地面积',
      '拟用地面积',
      '用地规模',
      '占地',
      '用地',
      '需地面积',
      '需用地',
      '拟供地面积',
      '用地需求',
      '占地规模',
      '亩数',
    ],
    like: /(?:用地|占地|土地).*面积/,
  },
  landState: {
    label: '供地情况',
    names: [
      '供地情况',
      '土地情况',
      '用地情况',
      '供地状态',
      '土地供应情况',
      '供地进展',
      '用地方式',
      '供地方式',
      '土地状态',
    ],
  },
  park: {
    label: '拟落户园区',
    names: ['拟落户园区', '落户园区', '所在园区', '园区', '落地园区', '入驻园区', '园区名称', '所属园区'],
  },
  place: {
    label: '落户乡镇（园区）',
    names: [
      '落户乡镇园区',
      '落户园区乡镇',
      '落户乡镇',
      '落地乡镇',
      '落地单位',
      '落户地',
      '落户地点',
      '落地地点',
      '落户单位',
      '属地',
      '承接单位',
      '落户镇园区',
      '项目落户地',
      '项目选址',
      '拟选址',
      '建设地点',
      '拟落户地',
      '乡镇园区',
      '落户乡镇街道',
    ],
    like: /^(?:拟)?落[户地].*(?:乡镇|园区|地点)/,
  },
  introducedBy: {
    label: '引荐单位',
    names: [
      '引荐单位',
      '引进单位',
      '招引单位',
      '招商单位',
      '责任单位',
      '推荐单位',
      '牵头单位',
      '首谈单位',
      '引荐人单位',
      '洽谈单位',
      '签约单位',
      '申报单位',
      '所属单位',
    ],
  },
  person: {
    label: '责任人',
    names: [
      '责任人',
      '项目责任人',
      '联系人',
      '项目联系人',
      '招商专员',
      '专员',
      '具体责任人',
      '联络员',
      '包保责任人',
      '引荐人',
      '姓名',
    ],
  },
  phone: {
    label: '联系电话',
    names: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '责任人电话', '联系人电话', '电话号码'],
    like: /(?:电话|手机|联系方式)/,
  },
  investorPerson: {
    label: '客商联系人',
    names: [
      '客商联系人',
      '企业联系人',
      '投资方联系人',
      '企业负责人',
      '法定代表人',
      '法人代表',
      '项目负责人',
      '企业法人',
    ],
  },
  investorPhone: {
    label: '客商电话',
    names: [
      '客商电话',
      '客商联系电话',
      '企业联系电话',
      '投资方电话',
      '企业联系方式',
      '投资方联系电话',
      '企业联系人电话',
    ],
  },
  sponsor: {
    label: '包保领导',
    names: [
      '包保领导',
      '包抓领导',
      '联系领导',
      '挂钩领导',
      '帮扶领导',
      '挂点领导',
      '市领导',
      '县领导',
      '分管领导',
      '牵头领导',
      '包联领导',
      '责任领导',
      '联系县领导',
      '联系市领导',
    ],
  },
  chainLeader: { label: '链长', names: ['链长', '产业链链长'] },
  blockingIssue: {
    label: '存在问题',
    names: [
      '存在问题',
      '存在的问题',
      '主要问题',
      '问题',
      '困难问题',
      '需协调解决的问题',
      '需协调问题',
      '存在困难',
      '困难和问题',
      '存在的困难和问题',
    ],
    like: /存在.*(?:问题|困难)|需.*(?:协调|解决).*问题/,
  },
  nextStep: {
    label: '下一步工作',
    names: [
      '下一步工作',
      '下步工作',
      '下一步打算',
      '下步措施',
      '下一步计划',
      '下一步措施',
      '工作建议',
      '下一步工作计划',
    ],
    like: /^下一?步/,
  },
  remark: { label: '备注', names: ['备注', '说明', '其他', '附注'] },
} satisfies Record<string, ColumnRule>

export type Field = keyof typeof RULES

export const FIELDS = Object.keys(RULES) as Field[]

export const FIELD_LABELS = Object.fromEntries(FIELDS.map((field) => [field, RULES[field].label])) as Record<
  Field,
  string
>

export function isField(text: string): text is Field {
  return Object.hasOwn(RULES, text)
}

export const AMOUNT_FIELDS: readonly Field[] = [
  'investment',
  'fixedInvestment',
  'outsideFunds',
  'completedInvestment',
  'annualTax',
]

const UNIT_NOTE = /\((?:[^()]*(?:元|亩|公顷|㎡|平方米|m2|个|年月日|年\/月|是\/否|√|填写|单位)[^()]*)\)/g

/** a header is no longer */
const MAX_HEADER = 200

/** A header as it is compared: half width, without units, brackets, blanks and signs. */
export function bareHeader(text: string): string {
  return halfWidth(text.slice(0, MAX_HEADER))
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(UNIT_NOTE, '')
    .replace(/[()[\]【】<>《》*＊:：、，,./／\\"'“”_-]/g, '')
}

interface Match {
  field: Field
  /** smaller is better */
  rank: number
}

const EXACT = new Map<string, Match>()
for (const field of FIELDS) {
  RULES[field].names.forEach((name, rank) => {
    if (!EXACT.has(name)) EXACT.set(name, { field, rank })
  })
}

/** The field of one header text; null when nothing fits. */
export function matchHeader(text: string): Match | null {
  const bare = bareHeader(text)
  if (bare === '') return null
  const exact = EXACT.get(bare)
  if (exact) return exact
  if (bare.length > 16) return null
  for (const field of FIELDS) {
    const rule: ColumnRule = RULES[field]
    if (rule.like?.test(bare)) return { field, rank: 100 }
  }
  return null
}

const FACT_DAYS: ReadonlySet<Field> = new Set(['negotiatedOn', 'signedOn', 'startedOn', 'completedOn', 'producedOn'])
const PLANNED_GROUP = new RegExp(`^${PLANNED}+(?:开竣工|签约|协议|合同)?(?:时间|日期|节点|进度|安排|工期|情况)?$`)

/** A leaf too general to stand alone takes its field from its parent: 签约 / 时间; a day is planned where its parent says so. */
export function matchHeaderPath(path: readonly string[]): Match | null {
  const leaf = path.at(-1) ?? ''
  const parent = path.slice(0, -1).join('')
  if (parent !== '') {
    const own = matchHeader(leaf)
    if (own && FACT_DAYS.has(own.field) && PLANNED_GROUP.test(bareHeader(parent))) return matchHeader(parent + leaf)
    const general = /^(?:时间|日期|名称|电话|姓名|单位|情况|面积|金额|合计|总额|小计|领导)$/.test(bareHeader(leaf))
    const joined = matchHeader(parent + leaf)
    if (joined && (general || !matchHeader(leaf))) return joined
  }
  return matchHeader(leaf)
}

import {
  amountCell,
  areaCell,
  codeCell,
  dayCell,
  factDayCell,
  isDayLike,
  organisationCell,
  personCell,
  phonesCell,
  rawCell,
  serialCell,
  tickCell,
  type CellKind,
} from '../../tables/domain/cells'
import { PLANNED } from '../../tables/domain/columns'
import { understood, warning, type Understood } from '../../tables/domain/findings'
import { onDay } from '~/shared/day'
import { maskText, quoted } from '~/shared/text'
import type { ColumnRules, ValuesOf } from '../../tables/domain/vocabulary'
import { codeReach } from './codes'
import { DECLARED_COLUMNS, type DeclaredKey } from './declared'
import {
  parseLandState,
  parseProgress,
  parseStartFlag,
  type LandState,
  type ProgressSaid,
  type StartSaid,
} from './flags'

/** A code that may be one project's own; a placeholder is none. */
const projectCodeCell: CellKind<string> = {
  ...codeCell(60),
  read(cell, context) {
    const read = codeCell(60).read(cell, context)
    if (read.value === null || codeReach(read.value) !== 'none') return read
    const message = `${context.label}${quoted(read.value)}像是占位或别的编号，不能用来认项目，未采用`
    return understood<string>(null, ...read.notes, warning('codePlaceholder', message))
  },
}

const refuses = (said: Understood<unknown>) => said.notes.some(({ level }) => level === 'error')

const startFlagCell: CellKind<StartSaid> = {
  content: '是否开工',
  suits: (cell) => !isDayLike(cell) && !refuses(parseStartFlag(cell.text)),
  read: (cell, { year }) =>
    cell.day ? understood({ started: true, on: onDay(cell.day), stage: null }) : parseStartFlag(cell.text, year),
  usual: { words: ['是', '否'], blank: '（空，按未开工）' },
}

const landStateCell: CellKind<LandState> = {
  content: '供地情况的文字',
  suits: (cell) =>
    tickCell.suits(cell) || (cell.number === undefined && /\p{Script=Han}/u.test(cell.text.slice(0, 200))),
  read: (cell) => parseLandState(cell.text),
}

const progressCell: CellKind<ProgressSaid> = {
  content: '进展的文字',
  suits: (cell) => !isDayLike(cell) && /\p{Script=Han}/u.test(cell.text.slice(0, 200)),
  read(cell, { year, label }) {
    const said = parseProgress(cell.text, year)
    if (said.isUnderstood) return understood(said)
    const message = `${label}${quoted(maskText(cell.text))}看不出到了哪一步，未据此判断，请核对`
    return understood(said, warning('progressUnknown', message))
  },
}

/** A tick in a column that is headed by a stage: 已签约 √. */
const stageTickCell: CellKind<boolean> = {
  ...tickCell,
  read: (cell, context) => {
    const said = tickCell.read(cell, context)
    if (!refuses(said)) return said
    const { stage, isUnderstood } = parseProgress(cell.text)
    return isUnderstood ? understood(stage !== null && stage !== 'negotiating') : said
  },
}

/** Land, or what is written in its place: 租用厂房5000平方米, 不新增用地. */
const landAreaCell: CellKind<string> = {
  ...areaCell,
  read(cell, context) {
    const state = parseLandState(cell.text).value
    if (state?.kind !== 'rents' && state?.kind !== 'ownLand') return areaCell.read(cell, context)
    const message = `${context.label}${quoted(cell.text)}说的不是新增用地，面积不填，原文记入供地情况`
    return understood<string>(null, warning('areaInWords', message))
  },
}

const declared = <Key extends DeclaredKey>(...keys: Key[]) =>
  Object.fromEntries(keys.map((key) => [key, DECLARED_COLUMNS[key]])) as Pick<typeof DECLARED_COLUMNS, Key>

/** The columns of a ledger of projects, in the order in which headers are tried: declared fields, and what only ledgers have. */
export const PROJECT_COLUMNS = {
  ...declared('name', 'code'),
  serial: { label: '序号', names: ['序号', '编号', '序', '号', '行号', 'no'], cell: serialCell },
  ...declared(
    'investor',
    'uscc',
    'origin',
    'projectCompany',
    'content',
    'industryCode',
    'industry',
    'chain',
    'channel',
  ),
  ...declared('investmentWan'),
  fixedInvestment: {
    label: '固定资产投资',
    names: ['固定资产投资', '其中固定资产投资', '固投', '固定资产投资额', '计划固定资产投资'],
    cell: amountCell,
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
    isPeriodic: true,
    cell: amountCell,
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
    not: /计划|目标|任务|上年|去年|同期|上月|占/,
    isPeriodic: true,
    cell: amountCell,
  },
  ...declared('annualTaxWan'),
  negotiatedOn: {
    label: '洽谈日期',
    names: ['洽谈日期', '洽谈时间', '对接时间', '对接日期', '首谈时间', '首谈日期'],
    cell: factDayCell,
  },
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
      '签约',
      '已签约',
    ],
    like: new RegExp(`^(?!.*${PLANNED}).*签(?:约|订).*(?:时间|日期|年月)$`),
    not: /土地|出让|供地|施工|监理|设计|租赁|贷款|中标|采购|劳动|立项/,
    cell: factDayCell,
    hint: '如 2021-05-31、2021年5月',
  },
  agreement: {
    label: '协议类型',
    names: ['协议类型', '协议性质', '签约类型', '签约性质', '签约形式', '签约方式', '合同类型', '合同性质', '协议类别'],
    cell: rawCell,
  },
  signedTick: { label: '是否签约', names: ['是否签约', '已签约', '签约', '签约情况'], cell: stageTickCell },
  negotiatingTick: { label: '是否在谈', names: ['在谈', '洽谈', '洽谈中', '在洽谈', '意向'], cell: stageTickCell },
  startFlag: {
    label: '是否开工',
    names: [
      '是否开工',
      '开工情况',
      '开工与否',
      '是否动工',
      '是否已开工',
      '开工',
      '开工是否',
      '开工状态',
      '是否在建',
      '已开工',
      '是否开复工',
      '开复工情况',
      '在建',
      '动工',
      '开工建设',
      '动工情况',
      '已动工',
    ],
    not: /计划|预计|拟/,
    cell: startFlagCell,
  },
  plannedStart: {
    label: '计划开工时间',
    names: ['计划开工时间', '预计开工时间', '拟开工时间', '计划开工日期', '预计开工日期'],
    like: new RegExp(
      `${PLANNED}.*(?:开工|动工)(?:建设)?(?:时间|日期|年月|期限|时限|节点)?$|^(?:开工|动工)(?:建设)?(?:时间|日期)?${PLANNED}$`,
    ),
    cell: dayCell,
  },
  startedOn: {
    label: '开工时间',
    names: [
      '开工时间',
      '开工日期',
      '实际开工时间',
      '实际开工日期',
      '动工时间',
      '动工日期',
      '开工年月',
      '开工',
      '动工',
      '已开工',
      '实际开工',
      '开工情况',
      '开工建设',
    ],
    like: /(?:开工|动工).*(?:时间|日期|年月)$/,
    not: new RegExp(`${PLANNED}|复工|许可|令`),
    cell: factDayCell,
    hint: '未开工请留空；如 2021-05-31、2021年5月',
  },
  completedOn: {
    label: '竣工时间',
    names: [
      '竣工时间',
      '竣工日期',
      '实际竣工时间',
      '竣工验收时间',
      '竣工',
      '已竣工',
      '完工时间',
      '完工日期',
      '建成时间',
    ],
    not: new RegExp(PLANNED),
    cell: factDayCell,
  },
  completedTick: { label: '是否竣工', names: ['是否竣工', '已竣工', '竣工', '竣工情况'], cell: stageTickCell },
  producedOn: {
    label: '投产时间',
    names: ['投产时间', '投产日期', '实际投产时间', '投产', '已投产', '竣工投产时间', '达产时间'],
    not: new RegExp(PLANNED),
    cell: factDayCell,
  },
  producedTick: {
    label: '是否投产',
    names: ['是否投产', '已投产', '投产', '投产情况', '竣工投产', '已竣工投产'],
    cell: stageTickCell,
  },
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
      '洽谈进展',
      '进展',
      '目前进度',
      '项目推进情况',
      '目前状态',
    ],
    like: /(?:进展|进度)/,
    not: /计划|目标|安排|打算|下一?步|下月|序时|率|资金|投资完成|征收|征地|手续/,
    isPeriodic: true,
    cell: progressCell,
  },
  ...declared('landMu'),
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
      '供地',
      '是否供地',
      '已供地',
      '是否摘牌',
      '摘牌情况',
    ],
    cell: landStateCell,
    hint: '如 已供地、已摘牌、拟供地、租赁厂房',
  },
  ...declared('park'),
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
      '所属区域',
      '所在乡镇',
      '所属乡镇',
      '落户乡镇街道',
    ],
    like: /^(?:拟)?落[户地].*(?:乡镇|园区|地点)/,
    cell: organisationCell(60),
  },
  ...declared('introducedBy'),
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
      '联系人及电话',
      '联系人及联系方式',
      '联系人及联系电话',
      '联系人联系电话',
      '联系人电话',
      '责任人及电话',
      '责任人及联系方式',
      '责任人及联系电话',
      '责任人电话',
      '项目联系人及电话',
      '联系人和联系方式',
      '联系人和电话',
      '姓名电话',
    ],
    cell: personCell(60),
  },
  phone: {
    label: '联系电话',
    names: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '责任人电话', '联系人电话', '电话号码'],
    like: /(?:电话|手机|联系方式)/,
    cell: phonesCell('person'),
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
      '企业联系人及电话',
      '企业联系人及联系方式',
      '客商联系人及电话',
      '客商联系人及联系方式',
      '企业联系人电话',
      '客商联系电话',
    ],
    cell: personCell(60),
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
    cell: phonesCell('investorPerson'),
  },
  // Those above keep their place.
  ...DECLARED_COLUMNS,
  code: { ...DECLARED_COLUMNS.code, cell: projectCodeCell },
  landMu: { ...DECLARED_COLUMNS.landMu, cell: landAreaCell },
} satisfies ColumnRules

export type ProjectColumn = keyof typeof PROJECT_COLUMNS

export type ProjectValues = ValuesOf<typeof PROJECT_COLUMNS>

/** What a column is called in messages. */
export const columnLabel = (column: ProjectColumn): string => PROJECT_COLUMNS[column].label

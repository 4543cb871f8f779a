import type { ProjectInput } from '../domain/input'
import type { PathStage, ProjectStatus } from '../domain/stages'
import type { DotShape, Tone } from '~/ui/badge'

/** What each field of a project is called, in forms, comparisons and the log of changes. */
export const FIELD_LABELS: Record<keyof ProjectInput, string> = {
  name: '项目名称',
  code: '项目编号',
  investorName: '投资方',
  investorUscc: '投资方信用代码',
  origin: '来源地',
  projectCompany: '落地法人',
  projectCompanyUscc: '落地法人信用代码',
  industry: '产业',
  industryCode: '行业代码',
  chain: '产业链',
  content: '建设内容',
  channel: '来源渠道',
  unitId: '登记单位',
  teamId: '专班',
  introducedById: '引荐单位',
  landedAtId: '落地单位',
  parkId: '园区',
  sponsor: '包保领导',
  chainLeader: '链长',
  investmentWan: '总投资（万元）',
  landMu: '用地面积（亩）',
  annualTaxWan: '预计年税收（万元）',
  rents: '租赁厂房',
  ownLand: '自有用地',
  confidential: '保密',
  blockingIssue: '存在问题',
  nextStep: '下一步工作',
  nextStepOn: '下一步时限',
  remark: '备注',
}

/** Shape and colour of a stage: growing with the path, so that it reads without its colour. */
export function stageLook(stage: PathStage, status: ProjectStatus): { tone: Tone; shape: DotShape } {
  if (status === 'suspended') return { tone: 'warning', shape: 'square' }
  if (status === 'ended') return { tone: 'neutral', shape: 'dash' }
  if (stage === 'lead' || stage === 'negotiating') return { tone: 'neutral', shape: 'ring' }
  if (stage === 'screening' || stage === 'approved') return { tone: 'info', shape: 'half' }
  if (stage === 'signed' || stage === 'landSupplied') return { tone: 'accent', shape: 'diamond' }
  return { tone: 'good', shape: 'circle' }
}

import type { Day } from '~/shared/day'
import { businessTime } from '~/shared/day'
import { formatMu, formatNumber, formatWan } from '~/shared/money'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import type { RecordView } from './view'

/** A fact that is left out where there is none. */
function given(label: string, value: string | null) {
  return value ? [{ label, value: <span className="whitespace-pre-wrap">{value}</span> }] : []
}

/** Money, land and who answers. */
export function RecordFacts({ record }: { record: RecordView }) {
  const { investmentWan, landMu, intensity, annualTaxWan } = record
  return (
    <Panel title="基本情况">
      <KeyValue
        items={[
          {
            label: '总投资',
            value: investmentWan && formatWan(investmentWan),
            note: Number(investmentWan) >= 10_000 && `${formatNumber(investmentWan!)} 万元`,
          },
          {
            label: '用地',
            value: record.rents ? `租赁厂房${landMu ? `（${formatMu(landMu)}）` : ''}` : landMu && formatMu(landMu),
            note: record.landNote,
          },
          { label: '投资强度', value: intensity && `${intensity} 万元/亩` },
          ...given('预计年税收', annualTaxWan && formatWan(annualTaxWan)),
          { label: '投资方', value: record.investorName, note: record.investorUscc },
          ...given('来源地', record.origin),
          { label: '落地法人', value: record.projectCompany, note: record.projectCompanyUscc },
          { label: '产业', value: record.industry, note: record.industryCode && `GB/T 4754 ${record.industryCode}` },
          ...given('产业链', record.chain),
          ...given('来源渠道', record.channel),
          { label: '登记单位', value: record.unitName, note: record.teamName && `专班：${record.teamName}` },
          { label: '引荐单位', value: record.introducedByName },
          { label: '落地单位', value: record.landedAtName },
          { label: '园区', value: record.parkName },
          { label: '包保领导', value: record.sponsor },
          ...given('链长', record.chainLeader),
          { label: '建设内容', value: record.content && <span className="whitespace-pre-wrap">{record.content}</span> },
          ...given('备注', record.remark),
        ]}
      />
      <p className="mt-3 border-t border-grey-200 pt-2 text-xs text-grey-600">
        {record.createdByName}登记于 {businessTime(record.createdAt)}，最近更新 {businessTime(record.updatedAt)}
      </p>
    </Panel>
  )
}

/** What holds it up, and what comes next. */
export function NextStepPanel({ record, today }: { record: RecordView; today: Day }) {
  const { blockingIssue, nextStep, nextStepOn } = record
  if (!blockingIssue && !nextStep) return null
  const late = nextStepOn !== null && nextStepOn < today
  return (
    <Panel title="推进情况">
      <KeyValue
        items={[
          { label: '存在问题', value: blockingIssue && <span className="whitespace-pre-wrap">{blockingIssue}</span> },
          { label: '下一步', value: nextStep && <span className="whitespace-pre-wrap">{nextStep}</span> },
          ...(nextStepOn
            ? [
                {
                  label: '时限',
                  value: (
                    <span className={late ? 'text-danger' : undefined}>
                      {nextStepOn}
                      {late && '（已过）'}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

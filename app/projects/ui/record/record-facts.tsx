import type { Day } from '~/shared/day'
import { businessTime } from '~/shared/day'
import { formatMu, formatNumber } from '~/shared/money'
import { KeyValue, type KeyValueItem } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { shortLabel, type FieldName } from '../../domain/fields'
import { readInWords, type ProjectFields } from '../../domain/read-fields'
import type { RecordView } from './view'

type Note = KeyValueItem['note']

/** A field of a project by its name, as the record says it. */
export function fact(record: ProjectFields, name: FieldName, note?: Note): KeyValueItem {
  const said = readInWords(record, name)
  return {
    label: shortLabel(name),
    value: said && <span className="whitespace-pre-wrap print:line-clamp-4">{said}</span>,
    note,
  }
}

/** A fact that is left out where there is none. */
function ifGiven(record: ProjectFields, name: FieldName): KeyValueItem[] {
  return readInWords(record, name) === null ? [] : [fact(record, name)]
}

/** Money, land and who answers. */
export function RecordFacts({ record }: { record: RecordView }) {
  const { investmentWan, landMu, intensity, investor, industryCode, industryCodeName, team } = record
  return (
    <Panel title="基本情况">
      <KeyValue
        columns="onPaper"
        items={[
          fact(record, 'investmentWan', Number(investmentWan) >= 10_000 && `${formatNumber(investmentWan ?? 0)} 万元`),
          {
            ...fact(record, 'landMu', record.landNote),
            ...(record.rents && { value: `租赁厂房${landMu ? `（${formatMu(landMu)}）` : ''}` }),
          },
          ...ifGiven(record, 'floorM2'),
          { label: '投资强度', value: intensity && `${intensity} 万元/亩` },
          ...ifGiven(record, 'annualTaxWan'),
          ...ifGiven(record, 'waterM3PerDay'),
          fact(record, 'investorName', investor?.uscc),
          ...ifGiven(record, 'origin'),
          fact(record, 'projectCompany', record.projectCompanyUscc),
          fact(
            record,
            'industry',
            industryCode && ['GB/T 4754', industryCode, industryCodeName].filter(Boolean).join(' '),
          ),
          ...ifGiven(record, 'chain'),
          ...ifGiven(record, 'channel'),
          fact(record, 'unitId', team && `专班：${team.name}`),
          fact(record, 'introducedById'),
          fact(record, 'landedAtId'),
          fact(record, 'parkId'),
          fact(record, 'sponsor'),
          ...ifGiven(record, 'chainLeader'),
          { ...fact(record, 'content'), wide: true },
          ...ifGiven(record, 'remark').map((item) => ({ ...item, wide: true })),
        ]}
      />
      <p className="mt-3 border-t border-grey-200 pt-2 text-xs print:mt-1.5 print:pt-1 text-grey-600">
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
  const deadline = (
    <span className={late ? 'text-danger' : undefined}>
      {nextStepOn}
      {late && '（已过）'}
    </span>
  )
  return (
    <Panel title="推进情况">
      <KeyValue
        items={[
          fact(record, 'blockingIssue'),
          { ...fact(record, 'nextStep'), label: '下一步' },
          ...(nextStepOn ? [{ label: '时限', value: deadline }] : []),
        ]}
      />
    </Panel>
  )
}

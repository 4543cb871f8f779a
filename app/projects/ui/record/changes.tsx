import { businessTime, formatDayRange, type DayRange } from '~/shared/day'
import { wordFor } from '~/shared/records'
import { EmptyState } from '~/ui/empty-state'
import { isFieldName, LABELS_WITH_UNITS } from '../../domain/fields'
import { GUARD_FACT_NAMES } from '../../domain/guards'
import { loggedValues } from '../../domain/logged-values'
import { inWords } from '../../domain/read-fields'
import { STAGE_NAMES } from '../../domain/stages'

const WORDS = { ...GUARD_FACT_NAMES, ...STAGE_NAMES }

export interface ChangeView {
  id: string
  at: Date
  actorName: string
  action: string
  /** the action in Chinese */
  title: string
  before: unknown
  after: unknown
}

/** Names of units, parks and teams by id. */
export type Names = Readonly<Record<string, string>>

const LABELS: Record<string, string> = {
  ...LABELS_WITH_UNITS,
  ...STAGE_NAMES,
  landNote: '供地情况',
  stage: '阶段',
  occurred: '发生日期',
  reason: '原因',
  note: '说明',
  waiverReason: '容缺理由',
  waiverBy: '容缺批准人',
  kind: '类别',
  holds: '是否办结',
  day: '日期',
  changed: '改动内容',
  batch: '三个一批',
  part: '列为',
  promotionEvent: '活动',
  outcome: '成果',
  fileName: '文件',
  row: '行',
}

const CONTACT_FIELDS: Record<string, string> = { name: '姓名', title: '职务', ours: '哪一方', phone: '电话' }

interface Line {
  label: string
  before: string
  after: string
}

/** What a change did, field by field in the words of the form; ids, hashes and sizes say nothing to a reader. */
export function changeLines(
  { before, after, action }: Pick<ChangeView, 'before' | 'after' | 'action'>,
  names: Names,
): Line[] {
  const left = loggedValues(before)
  const right = loggedValues(after)
  const lines: Line[] = []
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const label = key === 'name' && action.startsWith('evidence.') ? '文件' : LABELS[key]
    if (!label) continue
    const was = said(key, left[key], names)
    const is = said(key, right[key], names)
    if (was !== is) lines.push({ label, before: was, after: is })
  }
  return lines
}

function said(key: string, value: unknown, names: Names): string {
  if (isFieldName(key)) return inWords(key, value, (id) => names[id])
  if (value === null || value === undefined || value === '') return ''
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) return value.map((each) => CONTACT_FIELDS[String(each)] ?? each).join('、')
  if (typeof value === 'object') return 'precision' in value ? formatDayRange(value as DayRange) : ''
  const text = String(value)
  return names[text] ?? wordFor(WORDS, text)
}

/** What was done to the project, newest first. */
export function Changes({ changes, names }: { changes: readonly ChangeView[]; names: Names }) {
  if (changes.length === 0) return <EmptyState title="还没有修改记录" compact />
  return (
    <ol className="divide-y divide-grey-200">
      {changes.map((change) => (
        <li key={change.id} className="py-2.5 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <span className="font-medium">{change.title}</span>
            <span className="text-sm text-grey-600">
              {change.actorName}，{businessTime(change.at)}
            </span>
          </p>
          <Lines lines={changeLines(change, names)} creates={change.before === null} />
        </li>
      ))}
    </ol>
  )
}

function Lines({ lines, creates }: { lines: Line[]; creates: boolean }) {
  if (lines.length === 0) return null
  return (
    <dl className="mt-1 space-y-0.5 text-sm">
      {lines.map(({ label, before, after }) => (
        <div key={label} className="flex gap-3">
          <dt className="w-[104px] flex-none text-grey-600">{label}</dt>
          <dd className="min-w-0 whitespace-pre-wrap">
            {!creates && (
              <>
                <del className="text-grey-600">{before || '（空）'}</del>
                <span aria-hidden className="mx-1.5 text-grey-500">
                  →
                </span>
              </>
            )}
            {after || '（空）'}
          </dd>
        </div>
      ))}
    </dl>
  )
}

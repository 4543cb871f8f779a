import type { ChangeLine, LoggedChange, Names } from '~/audit/domain/change-lines'
import { formatDayRange, type DayRange } from '~/shared/day'
import { wordFor } from '~/shared/records'
import { isFieldName, LABELS_WITH_UNITS } from './fields'
import { GUARD_FACT_NAMES } from './guards'
import { loggedValues } from './logged-values'
import { inWords } from './read-fields'
import { STAGE_NAMES } from './stages'

const WORDS = { ...GUARD_FACT_NAMES, ...STAGE_NAMES }

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
  columns: '列',
}

const CONTACT_FIELDS: Record<string, string> = { name: '姓名', title: '职务', ours: '哪一方', phone: '电话' }

/** What a change did, field by field in the words of the form; ids, hashes and sizes say nothing to a reader. */
export function projectLines({ before, after, action }: LoggedChange, names: Names): ChangeLine[] {
  const left = loggedValues(before)
  const right = loggedValues(after)
  const lines: ChangeLine[] = []
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

import { businessTime } from '~/shared/day'
import { isRecord } from '~/shared/records'

export interface ChangeLine {
  label: string
  before: string
  after: string
}

const LABELS: Record<string, string> = {
  name: '名称',
  login: '登录名',
  roles: '角色',
  proposedBy: '提请人',
  kind: '类别',
  confirmed: '已确认',
  into: '并入',
  users: '转入用户',
  projects: '转入项目',
  expiresAt: '有效期至',
  mode: '方式',
  fileName: '文件',
  heldOn: '举行日期',
  deadlineOn: '期限',
  heldFrom: '开始日期',
  heldTo: '结束日期',
  place: '地点',
  note: '说明',
  batch: '三个一批',
  part: '列为',
  promotionEvent: '活动',
  outcome: '成果',
  list: '放假安排',
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

type Values = Record<string, unknown>

const plain = (value: unknown): Values => (isRecord(value) ? value : {})

/** What an event changed, field by field; `words` says codes in Chinese. Ids and nested values say nothing to a reader. */
export function auditLines(
  event: { before: unknown; after: unknown },
  words: Readonly<Record<string, string>>,
): ChangeLine[] {
  const [was, is] = [plain(event.before), plain(event.after)]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return keys
    .map((key) => ({ label: LABELS[key] ?? key, before: inWords(was[key], words), after: inWords(is[key], words) }))
    .filter(({ before, after }) => before !== after)
}

function inWords(value: unknown, words: Readonly<Record<string, string>>): string {
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) return value.map((each) => inWords(each, words)).join('、')
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const text = String(value)
  if (UUID.test(text)) return ''
  return words[text] ?? (MOMENT.test(text) ? businessTime(text) : text)
}

/** `creates`: there was nothing before, so only what came is shown. */
export function ChangeLines({ lines, creates }: { lines: readonly ChangeLine[]; creates: boolean }) {
  if (lines.length === 0) return null
  return (
    <ul className="text-sm">
      {lines.map(({ label, before, after }) => (
        <li key={label} className="break-words">
          <span className="text-grey-600">{label}：</span>
          {!creates && (
            <>
              <del className="text-grey-600">{before || '（空）'}</del> →{' '}
            </>
          )}
          {after || '（空）'}
        </li>
      ))}
    </ul>
  )
}

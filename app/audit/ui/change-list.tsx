const LABELS: Record<string, string> = {
  name: '名称',
  login: '登录名',
  unitId: '单位',
  userId: '用户',
  roles: '角色',
  kind: '类别',
  parentId: '上级',
  confirmed: '已确认',
  intoId: '并入编号',
  into: '并入',
  users: '转入用户',
  projects: '转入项目',
  expiresAt: '有效期至',
  stage: '阶段',
  investmentWan: '总投资（万元）',
  landMu: '用地（亩）',
  industry: '产业',
  parkId: '园区',
  sponsor: '包保领导',
  confidential: '保密',
  reason: '原因',
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an event changed, field by field; only the recorded fields are known. */
export function ChangeList({ before, after }: { before: unknown; after: unknown }) {
  const [was, is] = [isPlain(before) ? before : {}, isPlain(after) ? after : {}]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  if (keys.length === 0) return null
  return (
    <ul className="text-sm">
      {keys.map((key) => (
        <li key={key} className="break-words">
          <span className="text-grey-600">{LABELS[key] ?? key}：</span>
          {key in was && <><del className="text-grey-600">{valueText(was[key])}</del> → </>}
          {key in is ? valueText(is[key]) : '（无）'}
        </li>
      ))}
    </ul>
  )
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(valueText).join('、') || '空'
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}

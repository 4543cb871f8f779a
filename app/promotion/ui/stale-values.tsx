import { Notice } from '~/ui/form'

interface Stale {
  version: number
  current: Record<string, unknown>
}

/** The other version that a stale edit was answered with. */
export function staleOf(reply: unknown): Stale | null {
  const { code, detail } = (reply ?? {}) as { code?: string; detail?: Stale }
  return code === 'stale' && detail ? detail : null
}

const text = (value: unknown) => (value === null || value === undefined || value === '' ? '（空）' : String(value))

/** The version an edit is made on; after a stale one both versions side by side, and what was typed stays in the boxes. */
export function EditedVersion({
  version,
  reply,
  labels,
}: {
  version?: number
  reply: unknown
  labels: Readonly<Record<string, string>>
}) {
  const stale = staleOf(reply)
  const typed = (reply as { values?: Record<string, unknown> } | undefined)?.values ?? {}
  if (!stale) return version === undefined ? null : <input type="hidden" name="version" value={version} />
  const different = Object.keys(labels).filter((field) => text(typed[field]) !== text(stale.current[field]))
  return (
    <div className="mb-4">
      <input type="hidden" name="version" value={stale.version} />
      <Notice tone="warning" title="另一位同事保存了另一个版本">
        {different.length === 0 ? (
          '两个版本的内容相同，直接保存即可。'
        ) : (
          <>
            <p>您填写的都还在下面；再次保存就以您的为准。对方保存的是：</p>
            <dl className="mt-1 space-y-0.5">
              {different.map((field) => (
                <div key={field} className="flex gap-3">
                  <dt className="w-[88px] flex-none">{labels[field]}</dt>
                  <dd className="min-w-0 whitespace-pre-wrap">{text(stale.current[field])}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Notice>
    </div>
  )
}

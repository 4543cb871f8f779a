import type { ChangeLine } from '../domain/change-lines'

interface Changed {
  lines: readonly ChangeLine[]
  /** there was nothing before, so only what came is shown */
  creates: boolean
}

/** So many lines stand in sight; of a longer change the others open. */
const IN_SIGHT = 4

/** What changed, field by field. */
export function ChangeLines({ lines, creates }: Changed) {
  if (lines.length <= IN_SIGHT + 1) return <Lines lines={lines} creates={creates} />
  return (
    <>
      <Lines lines={lines.slice(0, IN_SIGHT)} creates={creates} />
      <details className="text-sm">
        <summary className="cursor-pointer text-accent-700">另有 {lines.length - IN_SIGHT} 项</summary>
        <Lines lines={lines.slice(IN_SIGHT)} creates={creates} />
      </details>
    </>
  )
}

function Lines({ lines, creates }: Changed) {
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

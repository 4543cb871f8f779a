import { Link } from '@remix-run/react'
import { Combine, Map as MapIcon, PenLine, Printer, Scissors } from 'lucide-react'
import type { Day } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'

interface Relative {
  id: string
  code: string
  document: string
  on: Day
}

interface DescentProps {
  plot: {
    id: string
    version: number
    retiredOn: Day | null
    isTakenBack: boolean
    box: object | null
    ground: { mayChange: boolean; mayUndo: boolean; whyNot: string | null }
    history: { parents: readonly Relative[]; children: readonly Relative[] }
  }
}

/** Beside the title of a plot that is no more. */
export function RetiredBadge({ plot: { retiredOn, isTakenBack } }: DescentProps) {
  if (!retiredOn) return null
  return <Badge tone="warning">{isTakenBack ? '登记已撤回' : `${retiredOn} 起已分割、合并或重画`}</Badge>
}

/** What can be done to the ground of a plot. */
export function GroundActions({ plot: { id, box, ground } }: DescentProps) {
  return (
    <>
      {ground.mayChange && (
        <>
          <LinkButton to={`/plots/${id}/divide`} icon={Scissors}>
            分割
          </LinkButton>
          <LinkButton to={`/plots/${id}/merge`} icon={Combine}>
            合并
          </LinkButton>
          <LinkButton to={`/plots/${id}/redraw`} icon={PenLine}>
            重画
          </LinkButton>
        </>
      )}
      <LinkButton to={`/plots/${id}/card`} icon={Printer}>
        地块卡片
      </LinkButton>
      {box && (
        <LinkButton to={`/map?plot=${id}`} icon={MapIcon}>
          在地图上看
        </LinkButton>
      )}
    </>
  )
}

/** What a plot came of and what became of it, with the way back. */
export function Descent({ plot: { id, version, ground, history } }: DescentProps) {
  const { parents, children } = history
  if (parents.length === 0 && children.length === 0) return null
  return (
    <div className="panel mb-4 flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2.5">
      <Relatives label="来自" plots={parents} />
      <Relatives label="变更为" plots={children} />
      {ground.mayUndo && children.length > 0 && (
        <span className="ml-auto">
          {ground.whyNot ? (
            <span className="text-sm text-grey-600">{ground.whyNot}</span>
          ) : (
            <ConfirmDialog
              label="撤回"
              title="撤回这次变更？"
              confirmLabel="撤回"
              action={`/plots/${id}/undo`}
              fields={{ version: String(version) }}
            >
              {`原地块恢复使用，${children.map(({ code }) => code).join('、')} 的登记作废，选址和锁定回到原地块。`}
            </ConfirmDialog>
          )}
        </span>
      )}
    </div>
  )
}

function Relatives({ label, plots }: { label: string; plots: readonly Relative[] }) {
  const [first] = plots
  if (!first) return null
  return (
    <p>
      <span className="mr-2 text-grey-600">{label}</span>
      {plots.map(({ id, code }, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <Link to={`/plots/${id}`} className="underline">
            {code}
          </Link>
        </span>
      ))}
      <span className="ml-2 text-sm text-grey-600">
        {first.document}，{first.on}
      </span>
    </p>
  )
}

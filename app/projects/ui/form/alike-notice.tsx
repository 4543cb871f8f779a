import { DUPLICATE_REASONS, type DuplicateReason } from '../../domain/likeness'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'

export interface AlikeProject {
  id: string
  name: string
  unitName: string
  reason: DuplicateReason
  voided: boolean
}

/** The likely duplicates an action answered with; null when it did not. */
export function alikeOf(reply: FormReply | undefined): AlikeProject[] | null {
  const { alike = [] } = reply?.code === 'taken' ? ((reply.detail ?? {}) as { alike?: AlikeProject[] }) : {}
  return alike.length > 0 ? alike : null
}

/** What may be the same project, and the way on when it is not. */
export function AlikeNotice({ alike }: { alike: AlikeProject[] }) {
  return (
    <div className="mb-4">
      <Notice tone="warning" title="可能与这些项目重复，请先打开核对">
        <ul className="mt-1 space-y-1">
          {alike.map(({ id, name, unitName, reason, voided }) => (
            <li key={id}>
              <a href={`/projects/${id}`} target="_blank" rel="noreferrer" className="font-medium">
                {name}
              </a>
              <span className="text-grey-700">
                （{unitName}，{DUPLICATE_REASONS[reason]}
                {voided && '，已作废：确是同一项目的，打开后恢复'}）
              </span>
            </li>
          ))}
        </ul>
        <Button type="submit" name="distinct" value="true" size="small" className="mt-2">
          不是同一项目，继续登记
        </Button>
      </Notice>
    </div>
  )
}

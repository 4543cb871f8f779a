import { Form } from '@remix-run/react'
import { ROLE_NAMES, type RoleId } from '~/auth/domain/actor'
import { businessTime } from '~/shared/day'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/form'

/** Roles that wait for a second person, with what the reader may do about them. */
export function RoleProposals({
  proposals,
  version,
  mayConfirm,
  mayWithdraw,
}: {
  proposals: readonly { role: RoleId; proposedAt: Date; proposedBy: { name: string } }[]
  version: number
  mayConfirm: boolean
  mayWithdraw: boolean
}) {
  return (
    <div className="mb-4 space-y-3">
      <Notice tone="warning" title="待复核，尚未生效">
        <ul>
          {proposals.map(({ role, proposedAt, proposedBy }) => (
            <li key={role}>
              {ROLE_NAMES[role]}，{proposedBy.name} {businessTime(proposedAt)} 提请
            </li>
          ))}
        </ul>
        {!mayConfirm && '由提请人和本人以外的系统或安全管理员复核。'}
      </Notice>
      {mayWithdraw && (
        <Form method="post" className="flex flex-wrap gap-2">
          <input type="hidden" name="version" value={version} />
          {mayConfirm && (
            <Button type="submit" name="intent" value="confirm" tone="primary">
              复核通过
            </Button>
          )}
          <Button type="submit" name="intent" value="withdraw">
            撤销提请
          </Button>
        </Form>
      )}
    </div>
  )
}

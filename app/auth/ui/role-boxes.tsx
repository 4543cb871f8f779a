import { ROLES, ROLE_NAMES, type RoleId } from '~/auth/domain/actor'
import { ADMIN_ROLES } from '~/auth/domain/role-rules'
import { Checkbox } from '~/ui/choice'
import { FieldGroup } from '~/ui/field'

/** Which roles somebody holds; the two kinds stand apart because nobody holds both. */
export function RoleBoxes({
  chosen,
  disabled,
  error,
}: {
  chosen: readonly RoleId[]
  disabled?: boolean
  error?: string
}) {
  const boxes = (roles: readonly RoleId[]) =>
    roles.map((role) => (
      <Checkbox
        key={role}
        name="roles[]"
        value={role}
        label={ROLE_NAMES[role]}
        defaultChecked={chosen.includes(role)}
        disabled={disabled}
      />
    ))
  return (
    <FieldGroup
      label="持有的角色（可多选）"
      name="roles"
      error={error}
      hint="三类管理员不接触业务数据，不能同时担任业务角色。"
    >
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5 sm:grid-cols-3">
        {boxes(ROLES.filter((role) => !ADMIN_ROLES.includes(role)))}
      </div>
      <div className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1.5 border-t border-grey-200 pt-2 sm:grid-cols-3">
        {boxes(ADMIN_ROLES)}
      </div>
    </FieldGroup>
  )
}

import { StatusDot } from '~/ui/badge'

/** 停用, 锁定, 待改密码 or 启用: the one that matters most. */
export function UserState({
  user,
}: {
  user: { disabledAt: Date | null; locked: boolean; mustChangePassword: boolean }
}) {
  if (user.disabledAt)
    return (
      <StatusDot tone="neutral" shape="dash">
        已停用
      </StatusDot>
    )
  if (user.locked)
    return (
      <StatusDot tone="danger" shape="square">
        已锁定
      </StatusDot>
    )
  if (user.mustChangePassword)
    return (
      <StatusDot tone="warning" shape="triangle">
        待改密码
      </StatusDot>
    )
  return <StatusDot tone="good">启用</StatusDot>
}

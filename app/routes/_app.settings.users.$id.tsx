import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ROLE_NAMES, rolesIn, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { confirmable, grantsAlone } from '~/auth/domain/role-rules'
import { requireContext } from '~/auth/server/request-context'
import { confirmRoles } from '~/auth/server/confirm-roles'
import { disableUser } from '~/auth/server/disable-user'
import { editUser } from '~/auth/server/edit-user'
import { enableUser } from '~/auth/server/enable-user'
import { unitChoices } from '~/auth/server/list-units'
import { readUser } from '~/auth/server/read-user'
import { resetPassword } from '~/auth/server/reset-password'
import { setRoles } from '~/auth/server/set-roles'
import { withdrawRoles } from '~/auth/server/withdraw-roles'
import { OneTimePassword } from '~/auth/ui/one-time-password'
import { RoleBoxes } from '~/auth/ui/role-boxes'
import { RoleProposals } from '~/auth/ui/role-proposals'
import { UnitSelect } from '~/auth/ui/unit-select'
import { UserState } from '~/auth/ui/user-state'
import { env } from '~/platform/env'
import { answerSecretOnce, formInput } from '~/platform/http/form-answer'
import { businessTime } from '~/shared/day'
import type { FieldError } from '~/shared/errors'
import { pageTitle } from '~/shared/product'
import { Button, LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { KeptForm } from '~/ui/draft/kept-form'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { FormActions, Notice } from '~/ui/form'
import { Input } from '~/ui/input'
import { IntentForm } from '~/ui/intent-form'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('用户')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'user.read')
  const user = await readUser(context, args.params.id)
  const { actor } = context
  const self = user.id === actor.userId
  return {
    user,
    self,
    mayManage: can(context.actor, 'user.manage'),
    units: can(context.actor, 'user.manage') ? await unitChoices(context) : [],
    mayGrant: can(context.actor, 'role.grant') && !self,
    twoPeople: !grantsAlone(actor, env().SEPARATE_ADMINS),
    mayWithdraw: can(actor, 'role.confirm'),
    mayConfirm: can(actor, 'role.confirm') && confirmable(actor, user.id, user.proposals).length > 0,
    mayAudit: can(context.actor, 'audit.read'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'user.read')
  const values = await formInput(args.request)
  const userId = args.params.id ?? ''
  return answerSecretOnce(
    args,
    context,
    values,
    () => answer(context, values, { userId, version: Number(values.version) }),
    () => redirectWithFlash(`/settings/users/${userId}`, PASSWORD_UNSEEN),
  )
}

const PASSWORD_UNSEEN = { tone: 'warning', text: '密码已经重置，只是没有显示出来；请再重置一次，取得新的' } as const

async function answer(
  context: RequestContext,
  values: Record<string, unknown>,
  input: { userId: string; version: number },
) {
  const back = (words: string) => redirectWithFlash(`/settings/users/${input.userId}`, words)
  await readUser(context, input.userId)
  switch (values.intent) {
    case 'roles':
      return back(saved(await setRoles(context, { ...input, roles: values.roles ?? [] })))
    case 'confirm':
      await confirmRoles(context, input)
      return back('已复核，角色下次操作即生效')
    case 'withdraw':
      await withdrawRoles(context, input)
      return back('已撤销提请')
    case 'edit':
      await editUser(context, { ...input, name: values.name, unitId: values.unitId })
      return back('已保存，下次操作即生效')
    case 'disable':
      await disableUser(context, input)
      return back('账号已停用，登录和令牌立即失效')
    case 'enable':
      await enableUser(context, input)
      return back('账号已启用')
    case 'reset':
      return await resetPassword(context, input)
    default:
      throw data('unknown intent', 400)
  }
}

function saved({ waiting }: { waiting: readonly RoleId[] }): string {
  return waiting.length > 0 ? '已提请，另一人复核后生效' : '角色已更新，下次操作即生效'
}

export default function User() {
  const { user, self, units, mayManage, mayGrant, twoPeople, mayWithdraw, mayConfirm, mayAudit } =
    useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const busy = useNavigation().state === 'submitting'
  const version = String(user.version)
  const refused = reply && 'errors' in reply ? reply : undefined
  const made = reply && 'oneTimePassword' in reply ? reply : undefined
  const errors = Object.fromEntries((refused?.errors ?? []).map(({ path, message }: FieldError) => [path, message]))
  const roleError = refused?.errors.find(({ path }: FieldError) => path === 'roles')?.message
  const held = user.roles.map(({ role }) => role)
  const chosen = refused?.values.roles
    ? rolesIn(refused.values.roles)
    : [...held, ...user.proposals.map(({ role }) => role), ...(user.reset?.roles ?? [])]
  return (
    <Page
      title={user.name}
      note={user.login}
      marks={<UserState user={user} />}
      crumbs={[{ label: '用户', to: '/settings/users' }, { label: user.name }]}
      width="reading"
      actions={
        mayManage && (
          <>
            <ConfirmDialog
              label="重置密码"
              tone="plain"
              title={`重置 ${user.name} 的密码？`}
              confirmLabel="重置密码"
              fields={{ intent: 'reset', version }}
            >
              原密码立即失效，已登录的会话全部退出，锁定解除。
              {!self && !mayGrant && user.roles.length > 0 && '所持角色同时收回，由安全管理员向本人核实后重新授予。'}
            </ConfirmDialog>
            {user.disabledAt && (
              <Form method="post">
                <input type="hidden" name="version" value={version} />
                <Button type="submit" name="intent" value="enable">
                  启用
                </Button>
              </Form>
            )}
            {!user.disabledAt && !self && (
              <ConfirmDialog
                label="停用"
                title={`停用 ${user.name} 的账号？`}
                confirmLabel="停用"
                fields={{ intent: 'disable', version }}
              >
                {user.sessions} 个登录会话和 {user.tokens} 个令牌立即失效。办过的事和记录都保留，以后可以重新启用。
              </ConfirmDialog>
            )}
          </>
        )
      }
    >
      <div className="space-y-4">
        {made && <OneTimePassword login={made.login} password={made.oneTimePassword} />}
        {made && made.taken.length > 0 && (
          <Notice tone="warning" title="请通知安全管理员">
            {made.taken.map((role: RoleId) => ROLE_NAMES[role]).join('、')}
            的角色已收回，安全管理员向本人核实并重新授予后，账号才能办理业务。
          </Notice>
        )}
        {refused && !roleError && <Notice tone="danger" title={refused.message} />}
        <Panel title="账号">
          <KeyValue
            columns={2}
            items={[
              { label: '单位', value: user.unit.name },
              { label: '上次登录', value: user.lastLoginAt && businessTime(user.lastLoginAt) },
              { label: '建立时间', value: businessTime(user.createdAt) },
              { label: '登录会话', value: `${user.sessions} 个` },
              { label: '有效令牌', value: `${user.tokens} 个` },
              { label: '锁定至', value: user.locked && user.lockedUntil ? businessTime(user.lockedUntil) : '未锁定' },
            ]}
          />
        </Panel>
        {mayManage && (
          <Panel title="姓名与单位">
            <IntentForm intent="edit" label="保存" version={user.version}>
              <Field label="姓名" name="name" error={errors.name} className="w-full sm:w-44">
                <Input name="name" autoComplete="off" defaultValue={user.name} />
              </Field>
              <Field
                label="单位"
                name="unitId"
                error={errors.unitId}
                hint="看得到哪些线索随单位而变；已登录的不用重新登录"
                className="w-full sm:w-80"
              >
                <UnitSelect name="unitId" units={units} defaultValue={user.unit.id} />
              </Field>
            </IntentForm>
          </Panel>
        )}
        <Panel title="角色">
          {user.proposals.length > 0 && (
            <RoleProposals
              proposals={user.proposals}
              version={user.version}
              mayConfirm={mayConfirm}
              mayWithdraw={mayWithdraw}
            />
          )}
          {mayGrant ? (
            <KeptForm method="post" key={user.version}>
              <input type="hidden" name="version" value={version} />
              {user.reset && (
                <Notice tone="warning" title="角色待重新授予">
                  密码由{user.reset.byName}在 {businessTime(user.reset.at)}{' '}
                  重置，所持角色随之收回。请先向本人核实，再授予；下面已勾选原来的角色。
                </Notice>
              )}
              <RoleBoxes chosen={chosen} error={roleError} />
              {twoPeople && (
                <p className="mt-2 text-sm text-grey-600">收回即时生效；新授的由另一名系统或安全管理员复核后生效。</p>
              )}
              <FormActions>
                <Button type="submit" name="intent" value="roles" tone="primary" busy={busy}>
                  保存角色
                </Button>
              </FormActions>
            </KeptForm>
          ) : (
            <ul className="space-y-1">
              {user.roles.map(({ role, grantedAt, grantedBy, confirmedBy }) => (
                <li key={role}>
                  {ROLE_NAMES[role]}
                  <span className="ml-2 text-sm text-grey-600">
                    {confirmedBy ? `${grantedBy}提请、${confirmedBy}复核，` : grantedBy} {businessTime(grantedAt)} 授予
                  </span>
                </li>
              ))}
              {user.roles.length === 0 && <li className="text-grey-600">还没有角色，由安全管理员授予。</li>}
            </ul>
          )}
        </Panel>
        {mayAudit && (
          <div className="flex gap-2">
            <LinkButton to={`/settings/audit?actor=${user.id}`}>此人做过的操作</LinkButton>
            <LinkButton to={`/settings/audit?type=user&id=${user.id}`}>对此人做过的操作</LinkButton>
          </div>
        )}
      </div>
    </Page>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { rolesIn } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { newUserInput } from '~/auth/domain/inputs'
import { requireContext } from '~/auth/server/request-context'
import { createUser } from '~/auth/server/create-user'
import { unitChoices } from '~/auth/server/list-units'
import { OneTimePassword } from '~/auth/ui/one-time-password'
import { RoleBoxes } from '~/auth/ui/role-boxes'
import { UnitSelect } from '~/auth/ui/unit-select'
import { answerSecretOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { FormActions, Notice } from '~/ui/form'
import { Input } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('新建用户')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'user.manage')
  return { units: await unitChoices(context), mayGrant: can(context.actor, 'role.grant') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'user.manage')
  const values = await formInput(args.request)
  return answerSecretOnce(
    args,
    context,
    values,
    () => createUser(context, values),
    ({ userId }) => redirectWithFlash(`/settings/users/${userId}`, PASSWORD_UNSEEN),
  )
}

const PASSWORD_UNSEEN = {
  tone: 'warning',
  text: '用户已经建立，只是一次性密码没有显示出来；请重置密码，取得新的',
} as const

const CRUMBS = [{ label: '用户', to: '/settings/users' }, { label: '新建用户' }]

export default function NewUser() {
  const { units, mayGrant } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const form = useZodForm(newUserInput, { reply })
  if (reply && 'oneTimePassword' in reply) {
    return (
      <Page title="用户已建立" crumbs={CRUMBS} width="reading">
        <OneTimePassword login={reply.login} password={reply.oneTimePassword} />
        <FormActions>
          <LinkButton to={`/settings/users/${reply.userId}`} tone="primary">
            查看用户
          </LinkButton>
          <LinkButton to="/settings/users/new" reloadDocument>
            再建一个
          </LinkButton>
        </FormActions>
      </Page>
    )
  }
  return (
    <Page title="新建用户" crumbs={CRUMBS} width="reading">
      <Panel>
        <ZodForm form={form}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="登录名" name="login" required hint="小写字母开头，可用数字和 . _ -">
              <Input {...form.register('login')} autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field label="姓名" name="name" required>
              <Input {...form.register('name')} autoComplete="off" />
            </Field>
            <Field label="单位" name="unitId" required>
              <UnitSelect {...form.register('unitId')} units={units} />
            </Field>
            <div className="sm:col-span-2">
              {mayGrant ? (
                <RoleBoxes chosen={rolesIn(reply?.values.roles)} />
              ) : (
                <Notice>新用户没有角色，由安全管理员授予后才能使用业务功能。</Notice>
              )}
            </div>
          </div>
          <SubmitActions form={form} label="建立" cancelTo="/settings/users" />
        </ZodForm>
      </Panel>
    </Page>
  )
}

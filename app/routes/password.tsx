import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { changePasswordInput } from '~/auth/domain/inputs'
import { PASSWORD_RULE } from '~/auth/domain/password'
import { currentSession, requireContext } from '~/auth/server/request-context'
import { changePassword } from '~/auth/server/change-password'
import { lastReset } from '~/auth/server/last-reset'
import { answerForm } from '~/platform/http/form-answer'
import type { loader as rootLoader } from '~/root'
import { formFields } from '~/platform/http/context'
import { isDemo } from '~/seed/is-demo'
import { businessTime } from '~/shared/day'
import { DEMO_NOTICE, PRODUCT_NAME, pageTitle } from '~/shared/product'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { formValues, textAt } from '~/ui/form-values'
import { Input } from '~/ui/input'
import { PlainPage } from '~/ui/shell/plain-page'
import { ZodForm, useZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('修改密码')

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContext(args)
  const session = await currentSession(args)
  const forced = session?.mustChangePassword ?? false
  const reset = forced && actor.userId ? await lastReset(actor.userId, ['password.change']) : null
  return { login: actor.login, forced, reset, demo: await isDemo() }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args)
  const session = await currentSession(args)
  const fields = await formFields(args.request)
  const values = formValues(fields)
  return answerForm({}, async () => {
    await changePassword(context, {
      current: textAt(values, 'current'),
      password: textAt(values, 'password'),
      repeat: textAt(values, 'repeat'),
      sessionId: session?.sessionId,
    })
    return redirectWithFlash('/', '密码已修改，其他设备上的登录已退出')
  })
}

export default function ChangePassword() {
  const { login, forced, reset, demo } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const form = useZodForm(changePasswordInput, { reply: useActionData() })
  return (
    <PlainPage
      brand={root?.productName ?? PRODUCT_NAME}
      title="修改密码"
      banner={demo && DEMO_NOTICE}
      note={forced ? '您用的是一次性密码，请先换成自己的密码。' : '修改后，其他设备上的登录会退出。'}
    >
      {reset && (
        <div className="mb-4">
          <Notice tone="warning" title={`您的密码由${reset.byName}在 ${businessTime(reset.at)} 重置`}>
            如果不是您要求的，请立即告知审计管理员。
          </Notice>
        </div>
      )}
      <ZodForm form={form}>
        <input type="text" name="username" value={login} autoComplete="username" readOnly hidden />
        <div className="space-y-4">
          <Field label={forced ? '一次性密码' : '当前密码'} name="current">
            <Input {...form.register('current')} type="password" autoComplete="current-password" autoFocus />
          </Field>
          <Field label="新密码" name="password" hint={PASSWORD_RULE}>
            <Input {...form.register('password')} type="password" autoComplete="new-password" />
          </Field>
          <Field label="再填一次新密码" name="repeat">
            <Input {...form.register('repeat')} type="password" autoComplete="new-password" />
          </Field>
          <Button type="submit" tone="primary" size="large" busy={form.busy} className="w-full">
            修改密码
          </Button>
        </div>
      </ZodForm>
      {!forced && (
        <p className="mt-4 text-sm">
          <Link to="/">返回</Link>
        </p>
      )}
    </PlainPage>
  )
}

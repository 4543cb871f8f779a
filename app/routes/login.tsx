import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react'
import { ROLES, ROLE_NAMES } from '~/auth/domain/actor'
import { logInInput } from '~/auth/domain/inputs'
import { currentSession, safeNext } from '~/auth/server/request-context'
import { sessionCookie } from '~/auth/server/cookie'
import { logIn } from '~/auth/server/log-in'
import { DemoLogins } from '~/auth/ui/demo-logins'
import type { loader as rootLoader } from '~/root'
import { formFields } from '~/platform/http/context'
import { DEMO_PASSWORD } from '~/seed/demo/county'
import { isDemo } from '~/seed/is-demo'
import { AppError } from '~/shared/errors'
import { DEMO_NOTICE, PRODUCT_NAME, pageTitle } from '~/shared/product'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { formValues, textAt } from '~/ui/form-values'
import { Input } from '~/ui/input'
import { PlainPage } from '~/ui/shell/plain-page'
import { ZodForm, useZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('登录')

export async function loader(args: LoaderFunctionArgs) {
  const next = safeNext(new URL(args.request.url).searchParams.get('next'))
  if (await currentSession(args)) throw redirect(next)
  const logins = ROLES.map((role): { login: string; name: string } => ({ login: role, name: ROLE_NAMES[role] }))
  return { next, demo: (await isDemo()) ? { logins, password: DEMO_PASSWORD } : null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { requestId, address, secure } = context
  const values = formValues(await formFields(request))
  try {
    const { token, mustChangePassword } = await logIn(
      { now: new Date(), requestId, address, via: 'page' },
      {
        login: textAt(values, 'login'),
        password: textAt(values, 'password'),
        userAgent: request.headers.get('user-agent') ?? undefined,
      },
    )
    const next = mustChangePassword ? '/password' : safeNext(values.next)
    return redirect(next, { headers: { 'set-cookie': sessionCookie(token, secure) } })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const reason = { path: '', code: error.code, message: error.userMessage }
    const errors = error.errors.length > 0 ? error.errors : [reason]
    return data({ message: '没有登录成功', errors, values: { login: values.login } }, { status: error.status })
  }
}

export default function LogIn() {
  const { next, demo } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  // An open dialog stands in the part of the address that the server never sees; browsers carry it along.
  const { hash } = useLocation()
  const form = useZodForm(logInInput, { reply: useActionData() })
  const banner = demo && DEMO_NOTICE
  return (
    <PlainPage brand={root?.productName ?? PRODUCT_NAME} title="登录" banner={banner}>
      <ZodForm form={form}>
        <input type="hidden" name="next" value={next + hash} />
        <div className="space-y-4">
          <Field label="登录名" name="login">
            <Input
              {...form.register('login')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              className="h-10"
            />
          </Field>
          <Field label="密码" name="password">
            <Input {...form.register('password')} type="password" autoComplete="current-password" className="h-10" />
          </Field>
          <Button type="submit" tone="primary" size="large" busy={form.busy} className="w-full">
            登录
          </Button>
        </div>
      </ZodForm>
      {demo ? (
        <DemoLogins {...demo} />
      ) : (
        <p className="mt-4 text-sm text-grey-600">忘记密码或账号被锁定，请联系系统管理员。</p>
      )}
    </PlainPage>
  )
}

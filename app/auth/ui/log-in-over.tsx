import { useLocation } from '@remix-run/react'
import { useState } from 'react'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { FormActions, FormErrors } from '~/ui/form'
import { Input } from '~/ui/input'
import { logInOver, type Ends } from './session-requests'

interface LogInOverProps {
  /** who was logged in: nobody else gets what is on the page */
  login: string
  onLoggedIn: (ends: Ends) => void
  onClose: () => void
}

/** Logs in again over the page, which stays as it is. */
export function LogInOver({ login, onLoggedIn, onClose }: LogInOverProps) {
  const { pathname, search } = useLocation()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const other = `/login?next=${encodeURIComponent(pathname + search)}`

  async function submit(form: HTMLFormElement) {
    setBusy(true)
    const answer = await logInOver(login, String(new FormData(form).get('password')))
    setBusy(false)
    if (typeof answer === 'string') setRefused(answer)
    else onLoggedIn(answer)
  }

  return (
    <Dialog
      open
      width="narrow"
      title="请重新登录"
      description="登录已过期。填写的内容还在本页，登录后继续。"
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        {refused && <FormErrors title={refused} errors={[{ message: '请再试一次' }]} />}
        <div className="space-y-3.5">
          <Field label="登录名" name="login">
            <Input value={login} readOnly autoComplete="username" className="bg-grey-50" />
          </Field>
          <Field label="密码" name="password">
            <Input type="password" autoComplete="current-password" autoFocus />
          </Field>
        </div>
        <FormActions>
          <Button type="submit" tone="primary" busy={busy}>
            登录并继续
          </Button>
          <a href={other} className="text-sm">
            换一个账号登录
          </a>
        </FormActions>
      </form>
    </Dialog>
  )
}

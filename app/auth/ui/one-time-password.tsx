import { Notice } from '~/ui/form'

/** A one-time password, on the one page that ever shows it. */
export function OneTimePassword({ login, password }: { login: string; password: string }) {
  return (
    <Notice tone="good" title="一次性密码，只显示这一次">
      <p>请当面或通过可靠的方式告诉本人；首次登录后须换成自己的密码。离开本页后无法再查看，只能重置。</p>
      <dl className="mt-2 grid w-fit grid-cols-[auto_auto] gap-x-4 gap-y-1 text-base text-ink">
        <dt className="text-grey-600">登录名</dt>
        <dd>
          <code className="select-all font-mono">{login}</code>
        </dd>
        <dt className="text-grey-600">一次性密码</dt>
        <dd>
          <code className="select-all font-mono font-semibold">{password}</code>
        </dd>
      </dl>
    </Notice>
  )
}

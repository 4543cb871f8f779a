/** The log-ins of the made-up county, shown only where it is loaded. */
export function DemoLogins({ logins, password }: { logins: { login: string; name: string }[]; password: string }) {
  return (
    <section aria-labelledby="demo-logins" className="mt-5 border-t border-grey-200 pt-4 text-sm">
      <h2 id="demo-logins" className="font-medium">
        演示账号
      </h2>
      <p className="mt-1 text-grey-600">
        密码都是 <code className="select-all rounded-sm bg-grey-100 px-1 font-mono text-ink">{password}</code>
      </p>
      <ul className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1">
        {logins.map(({ login, name }) => (
          <li key={login} className="flex justify-between gap-2">
            <code className="select-all font-mono">{login}</code>
            <span className="truncate text-grey-600">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

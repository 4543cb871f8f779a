import '~/ui/polyfills'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { LinksFunction, MetaFunction } from '@remix-run/node'
import type { ReactNode } from 'react'
import { systemNames } from '~/settings/server/names'
import { nameProduct, pageTitle } from '~/shared/product'
import { ErrorState, pageError } from '~/ui/error-state'
import { useNonce } from '~/ui/nonce'
import tokens from '~/ui/tokens.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: tokens },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => pageTitle()

/** Open to whoever sees the log-in page. */
export async function loader() {
  const { productName, countyName, notice } = await systemNames()
  return { productName, countyName, notice }
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  nameProduct(useRouteLoaderData<typeof loader>('root')?.productName)
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** What no page caught: drawn without the shell, which may be what failed. */
export function ErrorBoundary() {
  return (
    <main>
      <ErrorState error={pageError(useRouteError())} />
    </main>
  )
}

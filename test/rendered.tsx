import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { RouterProvider, createMemoryRouter } from 'react-router-dom'

/** The HTML that a server would send for a part of a page, as a browser without JavaScript gets it. */
export function rendered(node: ReactNode, at = '/here'): string {
  const router = createMemoryRouter([{ path: '*', element: <>{node}</> }], { initialEntries: [at] })
  const complain = console.error
  // The router of a browser warns on a server; Remix has one of its own there.
  console.error = (...words) => String(words[0]).includes('useLayoutEffect does nothing') || complain(...words)
  try {
    return renderToString(<RouterProvider router={router} />).replace(/<!-- -->/g, '')
  } finally {
    console.error = complain
  }
}

/** The opening tag of the first element with this text in it. */
export function tagWith(html: string, text: string): string {
  const found = html.match(/<[a-z][^>]*>/g)?.find((tag) => tag.includes(text))
  if (!found) throw new Error(`no element with ${text} in ${html}`)
  return found
}

export function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

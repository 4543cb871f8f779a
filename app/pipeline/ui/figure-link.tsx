import { Link, type LinkProps } from '@remix-run/react'

/** A number and the list behind it; where there can be no list, the number alone. */
export function FigureLink({
  to,
  ...rest
}: Pick<LinkProps, 'title' | 'className' | 'children'> & { to: string | undefined }) {
  return to === undefined ? <span {...rest} /> : <Link to={to} {...rest} />
}

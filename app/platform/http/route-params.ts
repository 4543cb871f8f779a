import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '~/shared/errors'
import { recordOf } from '~/shared/records'

/** Parameters of the route by name. @throws AppError notFound (404) when the address lacks one */
export function routeParams<Name extends string>(
  { params }: Pick<LoaderFunctionArgs, 'params'>,
  ...names: Name[]
): Record<Name, string> {
  return recordOf(names, (name) => {
    const value = params[name]
    if (value === undefined) throw notFound('这个页面')
    return value
  })
}

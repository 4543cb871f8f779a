import type { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import type { Action } from '~/auth/domain/can'

export interface Operation {
  /** operationId in the OpenAPI document */
  id: string
  method: 'get' | 'post' | 'patch' | 'delete'
  /** below /api/v1, with `{name}` for what stands in the path */
  path: string
  tag: string
  summary: string
  description?: string
  /** what `can` is asked; the use case asks again, of the subject */
  action: Action
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
  /** of success */
  status: 200 | 201
  /** refusals beside 401, 403, 422 and 429 */
  refusals: (404 | 409)[]
  handle: (context: RequestContext, input: OperationInput<unknown, unknown, unknown>) => Promise<unknown>
  /** where the answer can be read again */
  location?: (answer: unknown, params: unknown) => string
  /** of the answer, for If-Match */
  version?: (answer: unknown) => number
}

export interface OperationInput<Params, Query, Body> {
  params: Params
  query: Query
  body: Body
  /** the body as it was sent, which fields it names */
  given: Record<string, unknown>
  /** the version of If-Match */
  ifMatch?: number
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

interface Definition<Params, Query, Body, Response extends z.ZodType> extends Omit<
  Operation,
  'params' | 'query' | 'body' | 'response' | 'status' | 'refusals' | 'handle' | 'location' | 'version'
> {
  params?: Params
  query?: Query
  body?: Body
  response: Response
  status?: 200 | 201
  refusals?: (404 | 409)[]
  handle: (
    context: RequestContext,
    input: OperationInput<Output<Params>, Output<Query>, Output<Body>>,
  ) => Promise<z.input<Response>>
  location?: (answer: z.input<Response>, params: Output<Params>) => string
  version?: (answer: z.input<Response>) => number
}

/** One operation of the API; its handler is checked against its schemas. */
export function operation<
  Response extends z.ZodType,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: Definition<Params, Query, Body, Response>): Operation {
  return { status: 200, refusals: [], ...definition } as unknown as Operation
}

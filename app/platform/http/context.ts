import type { AppLoadContext } from '@remix-run/server-runtime'
import type { RequestContext } from '~/auth/domain/actor'
import type { SignedIn } from '~/auth/server/session'

/** A file of a multipart form, already on disk; it is removed when the request ends. */
export interface UploadedFile {
  field: string
  path: string
  /** safe to show and to send back: no path, no control characters */
  name: string
  sizeBytes: number
  mediaType: string
}

export interface LoadContext {
  /** for script-src; every inline script needs it */
  nonce: string
  requestId: string
  /** the client's, for the audit log */
  address: string
  /** the browser speaks https to us, or to the proxy in front */
  secure: boolean
  uploads?: UploadedFile[]
  /** set when a loader could not reach the database, so that no page could be shown */
  databaseAway?: boolean
  /** hosts beside ours that pictures of this page may come from */
  imageHosts?: readonly string[]
  /** who calls, looked up once a request */
  context?: Promise<RequestContext | null>
  signedIn?: Promise<SignedIn | null>
}

declare module '@remix-run/server-runtime' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface AppLoadContext extends LoadContext {}

  interface Future {
    v3_singleFetch: true
  }
}

const fieldsOf = new WeakMap<Request, Promise<FormData>>()

/** The ordinary fields of a form, whichever way it was sent and however often they are asked for; its files are in `context.uploads`. */
export function formFields(request: Request): Promise<FormData> {
  const fields = fieldsOf.get(request) ?? request.formData()
  fieldsOf.set(request, fields)
  return fields
}

/** The files sent under one field name. */
export function uploadsOf(context: Pick<AppLoadContext, 'uploads'>, field: string): UploadedFile[] {
  return (context.uploads ?? []).filter((file) => file.field === field)
}

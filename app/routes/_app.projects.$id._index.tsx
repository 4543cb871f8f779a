import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { projectChoices } from '~/projects/server/choices'
import { projectChanges, projectRecord } from '~/projects/server/record'
import { recordView } from '~/projects/server/record-view'
import type { Names } from '~/projects/ui/record/changes'
import { RecordPage } from '~/projects/ui/record/record-page'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.record.name ?? '项目')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'project.read')
  const id = args.params.id!
  const record = recordView(await projectRecord(call, id))
  const today = businessDay(call.now)
  if (new URL(args.request.url).searchParams.get('tab') !== 'changes') return { record, today, changes: null, names: {} }
  const [changes, { units, parks, teams }] = await Promise.all([projectChanges(call, id), projectChoices(call)])
  const names: Names = Object.fromEntries([...units, ...parks, ...teams].map((each) => [each.id, each.name]))
  return { record, today, changes, names }
}

export default function ProjectRecordPage() {
  return <RecordPage {...useLoaderData<typeof loader>()} />
}

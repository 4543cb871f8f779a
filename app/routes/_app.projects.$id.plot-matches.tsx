import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useSearchParams } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { LAND_USE_NAMES } from '~/land/domain/land-uses'
import { demandInput } from '~/land/domain/matching/demand'
import { plotMatches } from '~/land/server/matching/plot-matches'
import { parksOfPlots } from '~/land/server/plots'
import { MatchList, NearMatchList } from '~/land/ui/matching/match-list'
import { routeParams } from '~/platform/http/route-params'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { Notice } from '~/ui/form'
import { NumberInput } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { namedOptions, Select, wordOptions } from '~/ui/select'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`选址匹配 ${data?.project.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const { id } = routeParams(args, 'id')
  const { values, ignored } = readAddress(demandInput, new URL(args.request.url).searchParams)
  const [matches, parks] = await Promise.all([plotMatches(context, id, values), parksOfPlots(context)])
  return { ...matches, parks, ignored }
}

export default function ProjectPlots() {
  const { project, demand, fits, nearly, parks, ignored } = useLoaderData<typeof loader>()
  const wanted = demand?.m2 == null ? '地块' : demand.mu == null ? '厂房' : '厂房和地块'
  return (
    <Page
      title="选址匹配"
      crumbs={[
        { label: '项目', to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: '选址匹配' },
      ]}
      note="盘活的存量和空置厂房在前，再按“设置 → 选址评分”从高到低。先看面积、用途、园区最低投资强度和占用；不知道的不得分，也不因此排除。"
    >
      <Form method="get" className="mb-3 flex flex-wrap items-end gap-2">
        <DemandFields demand={demand} parks={parks} />
        <Button type="submit">重新匹配</Button>
      </Form>
      {ignored.length > 0 && <Notice tone="warning">有的条件无法识别，没有采用。</Notice>}
      {demand === null ? (
        <EmptyState title="需要多少地，或多少厂房？">
          项目档案里没有用地面积和厂房面积，请在上面填写后再匹配。
        </EmptyState>
      ) : (
        <div className="space-y-4">
          <Form method="get" action="/plots/brochure">
            <input type="hidden" name="project" value={project.id} />
            <Panel
              title={`合适的${wanted}（${fits.length}）`}
              flush
              actions={fits.length > 0 && <Button type="submit">生成选址推介书</Button>}
            >
              <MatchList
                fits={fits}
                empty={<EmptyState title={`没有完全合适的${wanted}`}>看看下面只差一项的，或改一改条件。</EmptyState>}
              />
            </Panel>
          </Form>
          {nearly.length > 0 && (
            <Panel title={`只差一项的${wanted}`} flush>
              <NearMatchList nearly={nearly} />
            </Panel>
          )}
        </div>
      )}
    </Page>
  )
}

function DemandFields({
  demand,
  parks,
}: {
  demand: ReturnType<typeof useLoaderData<typeof loader>>['demand']
  parks: readonly { id: string; name: string }[]
}) {
  const [params] = useSearchParams()
  return (
    <>
      <Field label="用地" name="mu" className="w-[calc(50%-4px)] sm:w-32">
        <NumberInput unit="亩" defaultValue={params.get('mu') ?? demand?.mu ?? ''} />
      </Field>
      <Field label="厂房" name="m2" className="w-[calc(50%-4px)] sm:w-32">
        <NumberInput unit="㎡" defaultValue={params.get('m2') ?? demand?.m2 ?? ''} />
      </Field>
      <Field label="投资额" name="investmentWan" className="w-[calc(50%-4px)] sm:w-36">
        <NumberInput unit="万元" defaultValue={params.get('investmentWan') ?? demand?.investmentWan ?? ''} />
      </Field>
      <Field label="用地性质" name="landUse" className="w-full sm:w-44">
        <Select
          blank="工业、物流均可"
          defaultValue={params.get('landUse') ?? ''}
          options={wordOptions(LAND_USE_NAMES)}
        />
      </Field>
      <Field label="意向园区" name="park" className="w-full sm:w-40">
        <Select
          blank="不指定"
          defaultValue={params.get('park') ?? demand?.parkId ?? ''}
          options={namedOptions(parks)}
        />
      </Field>
    </>
  )
}

import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import type { RequestContext } from '~/auth/domain/actor'
import { belongingsInWords } from '~/auth/domain/unit-belongings'
import { UNIT_KIND_NAMES, UNIT_KIND_OPTIONS } from '~/auth/domain/unit-kinds'
import { requireContext } from '~/auth/server/request-context'
import { confirmUnit } from '~/auth/server/confirm-unit'
import { unitChoices } from '~/auth/server/list-units'
import { mergeUnits } from '~/auth/server/merge-units'
import { readUnit } from '~/auth/server/read-unit'
import { renameUnit } from '~/auth/server/rename-unit'
import { UnitSelect, unitOptions } from '~/auth/ui/unit-select'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import type { FieldError } from '~/shared/errors'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Input } from '~/ui/input'
import { IntentForm, MergeForm } from '~/ui/intent-form'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { Select } from '~/ui/select'

export const meta = () => pageTitle('单位')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'unit.manage')
  return { unit: await readUnit(context, args.params.id), units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'unit.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, () => answer(context, values, args.params.id))
}

async function answer(context: RequestContext, values: Record<string, unknown>, id: string | undefined) {
  const { id: unitId } = await readUnit(context, id)
  const { name, kind, parentId, intoId, version } = values
  const here = `/settings/units/${unitId}`
  switch (values.intent) {
    case 'rename':
      await renameUnit(context, { unitId, name, version })
      return redirectWithFlash(here, '单位已改名，原名称仍可用于查找和导入')
    case 'confirm':
      await confirmUnit(context, { unitId, kind, parentId, version })
      return redirectWithFlash(here, '单位已确认')
    case 'merge':
      await mergeUnits(context, { unitId, intoId, version })
      return redirectWithFlash(`/settings/units/${String(intoId)}`, '单位已合并，人员和项目已转入')
    default:
      throw data('unknown intent', 400)
  }
}

export default function Unit() {
  const { unit, units } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const errors = Object.fromEntries((reply?.errors ?? []).map(({ path, message }: FieldError) => [path, message]))
  const others = units.filter(({ id }) => id !== unit.id)
  const merged = unit.mergedInto
  return (
    <Page
      title={unit.name}
      note={UNIT_KIND_NAMES[unit.kind]}
      marks={!unit.confirmed && <Badge tone="warning">待确认</Badge>}
      crumbs={[{ label: '单位', to: '/settings/units' }, { label: unit.name }]}
      width="reading"
    >
      <div className="space-y-4">
        {reply && reply.errors.length === 0 && <Notice tone="danger" title={reply.message} />}
        {merged && (
          <Notice tone="info" title="这个单位已经合并">
            并入 <Link to={`/settings/units/${merged.id}`}>{merged.name}</Link>，历史随之转入。
          </Notice>
        )}
        <Panel title="概况">
          <KeyValue
            columns={2}
            items={[
              { label: '上级单位', value: unit.parent?.name ?? '（最上级）' },
              { label: '曾用名', value: unit.synonyms.join('、') },
              { label: '用户', value: `${unit.users} 人` },
              { label: '专班', value: `${unit.teams} 个` },
              ...unit.holds.map(({ label, measure, count }) => ({
                label,
                value: `${count} ${measure}`,
              })),
            ]}
          />
        </Panel>
        {!merged && !unit.confirmed && (
          <Panel title="确认为新单位">
            <IntentForm intent="confirm" label="确认" version={unit.version} tone="primary">
              <Field label="类别" name="kind" error={errors.kind} className="w-full sm:w-44">
                <Select name="kind" defaultValue={unit.kind} options={UNIT_KIND_OPTIONS} />
              </Field>
              <Field label="上级单位" name="parentId" error={errors.parentId} className="w-full sm:w-64">
                <UnitSelect name="parentId" units={others} defaultValue={unit.parent?.id ?? others[0]?.id} />
              </Field>
            </IntentForm>
          </Panel>
        )}
        {!merged && (
          <Panel title="改名">
            <IntentForm intent="rename" label="改名" version={unit.version}>
              <Field
                label="新名称"
                name="name"
                error={errors.name}
                hint="原名称保留为曾用名"
                className="w-full sm:w-80"
              >
                <Input name="name" defaultValue={unit.name} />
              </Field>
            </IntentForm>
          </Panel>
        )}
        {!merged && (unit.parent || !unit.confirmed) && (
          <Panel title="并入其他单位">
            <MergeForm
              name={unit.name}
              version={unit.version}
              options={unitOptions(others)}
              placeholder="输入单位名称查找"
              moves={belongingsInWords(unit)}
              error={errors.intoId}
            />
          </Panel>
        )}
      </div>
    </Page>
  )
}

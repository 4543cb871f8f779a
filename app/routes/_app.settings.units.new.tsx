import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newUnitInput } from '~/auth/domain/inputs'
import { UNIT_KIND_OPTIONS } from '~/auth/domain/unit-kinds'
import { requireContext } from '~/auth/server/request-context'
import { createUnit } from '~/auth/server/create-unit'
import { unitChoices } from '~/auth/server/list-units'
import { UnitSelect } from '~/auth/ui/unit-select'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { pageTitle } from '~/shared/product'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Input } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('新建单位')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'unit.manage')
  return { units: await unitChoices(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'unit.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await createUnit(context, values)
    return redirectWithFlash('/settings/units', '单位已建立')
  })
}

export default function NewUnit() {
  const { units } = useLoaderData<typeof loader>()
  const form = useZodForm(newUnitInput, { reply: useActionData(), values: { kind: 'town', parentId: units[0]?.id } })
  return (
    <Page title="新建单位" crumbs={[{ label: '单位', to: '/settings/units' }, { label: '新建单位' }]} width="reading">
      <Panel>
        <ZodForm form={form}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="名称" name="name" required className="sm:col-span-2">
              <Input {...form.register('name')} />
            </Field>
            <Field label="类别" name="kind" required>
              <Select {...form.register('kind')} options={UNIT_KIND_OPTIONS} />
            </Field>
            <Field label="上级单位" name="parentId" required>
              <UnitSelect {...form.register('parentId')} units={units} />
            </Field>
          </div>
          <SubmitActions form={form} label="建立" cancelTo="/settings/units" />
        </ZodForm>
      </Panel>
    </Page>
  )
}

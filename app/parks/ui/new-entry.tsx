import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { ENTRY_NAMES, newEntryInput, type EntryKind } from '../domain/entries'
import { ENTRY_PAGES } from './entry-list'

/** Makes a park or an industry. */
export function NewEntry({ kind, units, reply }: { kind: EntryKind; units: readonly UnitChoice[]; reply: unknown }) {
  const form = useZodForm(newEntryInput, { reply })
  const name = ENTRY_NAMES[kind]
  const at = ENTRY_PAGES[kind]
  return (
    <Page title={`新建${name}`} width="reading" crumbs={[{ label: name, to: at }, { label: '新建' }]}>
      <Panel>
        <ZodForm form={form}>
          <FormSection>
            <Field label={`${name}名称`} name="name" required>
              <Input autoComplete="off" {...form.register('name')} />
            </Field>
            {kind === 'park' && (
              <Field label="管委会" name="unitId" hint="这个单位里有“园区管委会”角色的人，从此看到本园区的项目">
                <UnitSelect units={units} blank="还没有" {...form.register('unitId')} />
              </Field>
            )}
          </FormSection>
          <SubmitActions form={form} label="新建" cancelTo={at} />
        </ZodForm>
      </Panel>
    </Page>
  )
}

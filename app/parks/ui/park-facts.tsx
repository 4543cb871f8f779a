import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Input, NumberInput } from '~/ui/input'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { parkFormValues, parkInput } from '../domain/entries'
import type { ReadEntry } from '../server/entries'

interface ParkFactsProps {
  park: ReadEntry
  units: readonly UnitChoice[]
  mayManage: boolean
  reply: FormReply | undefined
}

const LABELS = { unitId: '管委会', chains: '主导产业链', minIntensityWanPerMu: '最低投资强度' }

/** A park's committee, chains and minimum intensity. */
export function ParkFacts({ park, units, mayManage, reply }: ParkFactsProps) {
  if (!mayManage || park.mergedIntoId) {
    return (
      <Panel title="概况">
        <KeyValue
          items={[
            { label: LABELS.unitId, value: park.unitName },
            { label: LABELS.chains, value: park.chains.join('、') },
            {
              label: LABELS.minIntensityWanPerMu,
              value: park.minIntensityWanPerMu && `${park.minIntensityWanPerMu} 万元/亩`,
            },
          ]}
        />
      </Panel>
    )
  }
  return <ParkForm key={park.version} park={park} units={units} reply={reply} />
}

function ParkForm({ park, units, reply }: Omit<ParkFactsProps, 'mayManage'>) {
  const values = parkFormValues(park)
  const form = useZodForm(parkInput, { values, reply })
  return (
    <Panel title="概况">
      <ZodForm form={form}>
        <input type="hidden" name="intent" value="facts" />
        <EditedVersion
          form={form}
          version={park.version}
          values={values}
          labels={LABELS}
          inWords={wordsByField({ unitId: nameIn(units) })}
        />
        <FormSection>
          <Field
            label={LABELS.unitId}
            name="unitId"
            hint="这个单位里有“园区管委会”角色的人看到本园区的项目"
            className="sm:col-span-2"
          >
            <UnitSelect units={units} blank="还没有" {...form.register('unitId')} />
          </Field>
          <Field label={LABELS.chains} name="chains" hint="用顿号分开" className="sm:col-span-2">
            <Input autoComplete="off" {...form.register('chains')} />
          </Field>
          <Field label={LABELS.minIntensityWanPerMu} name="minIntensityWanPerMu">
            <NumberInput unit="万元/亩" {...form.register('minIntensityWanPerMu')} />
          </Field>
        </FormSection>
        <SubmitActions form={form} label="保存" />
      </ZodForm>
    </Panel>
  )
}

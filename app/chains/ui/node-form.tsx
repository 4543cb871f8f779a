import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { nodeInput, TIER_NAMES } from '../domain/chain'
import type { StoredSegment } from '../server/save-segments'

const LABELS = { segmentId: '环节', name: '节点名称', codes: '行业代码', tags: '标签', place: '次序', note: '说明' }

interface NodeFormProps {
  values?: object
  version?: number
  segments: readonly StoredSegment[]
  reply: unknown
  submitLabel: string
  cancelTo: string
}

/** Makes and edits a node. */
export function NodeForm({ values, version, segments, reply, submitLabel, cancelTo }: NodeFormProps) {
  const form = useZodForm(nodeInput, { values, reply })
  const options = segments.map(({ id, tier, name }) => ({ value: id, label: name, group: TIER_NAMES[tier] }))
  return (
    <ZodForm form={form}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ segmentId: nameIn(segments) })}
      />
      <FormSection>
        <Field label={LABELS.name} name="name" required>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.segmentId} name="segmentId" required>
          <Select options={options} blank="请选择" {...form.register('segmentId')} />
        </Field>
        <Field
          label={LABELS.codes}
          name="codes"
          hint={
            <>
              GB/T 4754-2017 的大类、中类或小类，用顿号分开；这些行业的项目自动归到这个节点。
              <a href="/industries" target="_blank" rel="noreferrer" className="underline">
                查行业代码
              </a>
            </>
          }
          className="sm:col-span-2"
        >
          <Input autoComplete="off" placeholder="如 3825、384" {...form.register('codes')} />
        </Field>
        <Field label={LABELS.tags} name="tags" hint="用顿号分开，如 卡脖子、高附加值">
          <Input autoComplete="off" {...form.register('tags')} />
        </Field>
        <Field label={LABELS.place} name="place" hint="在环节里的先后；不填排在最后">
          <NumberInput {...form.register('place')} />
        </Field>
        <Field label={LABELS.note} name="note" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}

import { RadioGroup } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { MEETING_LABELS, meetingInput, MEETING_LEVEL_NAMES, MEETING_LEVELS } from '../../domain/meetings/meeting'
import { ReviewFileField } from '../review-file'

interface MeetingFormProps {
  /** absent: a new one */
  version?: number
  values: object
  choices: { county: boolean; parks: readonly { id: string; name: string }[] }
  cancelTo: string
  reply: unknown
}

/** Arranges a meeting, and later says who was there and what the minutes say. */
export function MeetingForm({ version, values, choices: { county, parks }, cancelTo, reply }: MeetingFormProps) {
  const form = useZodForm(meetingInput, { values, reply })
  const made = version !== undefined
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={MEETING_LABELS}
        inWords={wordsByField({ parkId: nameIn(parks), level: wordIn(MEETING_LEVEL_NAMES) })}
      />
      <FormSection>
        <Field label={MEETING_LABELS.name} name="name" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <RadioGroup
          label={MEETING_LABELS.level}
          name="level"
          required
          options={MEETING_LEVELS.filter((level) => county || level === 'park').map((value) => ({
            value,
            label: MEETING_LEVEL_NAMES[value],
          }))}
          control={form.register('level')}
        />
        <Field label={MEETING_LABELS.parkId} name="parkId" hint="园区自己会审的选择">
          <Select blank="招委会不选" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label={MEETING_LABELS.heldOn} name="heldOn" required>
          <DayInput ahead {...form.register('heldOn')} />
        </Field>
        <Field label={MEETING_LABELS.place} name="place">
          <Input autoComplete="off" {...form.register('place')} />
        </Field>
        <Field
          label={MEETING_LABELS.members}
          name="members"
          hint="有表决权的，用顿号隔开；法定人数按它计算"
          className="sm:col-span-2"
        >
          <Textarea rows={2} {...form.register('members')} />
        </Field>
        <Field
          label={MEETING_LABELS.attended}
          name="attended"
          hint="开会后登记，列席的也可写；只有应到成员计入法定人数"
          className="sm:col-span-2"
        >
          <Textarea rows={2} {...form.register('attended')} />
        </Field>
        {made && (
          <>
            <Field label={MEETING_LABELS.minutes} name="minutes" className="sm:col-span-2">
              <Textarea rows={6} {...form.register('minutes')} />
            </Field>
            <ReviewFileField
              label="会议纪要文件"
              hint="作为通过项目的佐证，能看到该项目的人都能打开；不宜公开的，改在各项目的决定里附摘录"
            />
          </>
        )}
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo={cancelTo} />
    </ZodForm>
  )
}

import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Input } from '~/ui/input'
import type { ZodFormState } from '~/ui/zod-form'

/** The paper that a change of ground is made by, and its day. */
export function PaperFields({ form }: { form: Pick<ZodFormState<'document' | 'on'>, 'register'> }) {
  return (
    <>
      <Field label="文件号" name="document" required hint="批复、勘测报告或会议纪要的文号">
        <Input autoComplete="off" {...form.register('document')} />
      </Field>
      <Field label="日期" name="on" required hint="从这一天起按新的地块统计">
        <DayInput {...form.register('on')} />
      </Field>
    </>
  )
}

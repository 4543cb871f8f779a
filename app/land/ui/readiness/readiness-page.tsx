import { Checkbox } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { Field, FieldGroup } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { readinessInput } from '../../domain/readiness/readiness'
import type { PlotReadiness } from '../../server/readiness/readiness'
import { PlotPage } from '../plot-page'
import { ReadinessBadge } from './readiness-panel'

type Item = PlotReadiness['cleared'][number]

/** The checklist of a plot: what makes it 净地, and what 熟地. */
export function ReadinessPage({
  plot,
  cleared,
  serviced,
  readiness,
  today,
  mayEdit,
  reply,
}: PlotReadiness & { reply: unknown }) {
  const done = [...cleared, ...serviced].filter((each) => each.done).map(({ item }) => item)
  const form = useZodForm(readinessInput, { values: { on: today, done }, reply })
  const boxes = (label: string, items: readonly Item[]) => (
    <FieldGroup label={label} name="done" className="sm:col-span-2">
      <div className="grid gap-2 sm:grid-cols-2">
        {items.map(({ item, done: has, on, note, byName }) => (
          <Checkbox
            key={item}
            label={item}
            hint={on && [has ? null : '不具备', on, byName, note].filter(Boolean).join(' · ')}
            disabled={!mayEdit}
            {...form.registerCheck('done', item)}
          />
        ))}
      </div>
    </FieldGroup>
  )
  return (
    <PlotPage
      title="供地条件"
      plot={plot}
      note="净地条件齐备为净地；净地再具备熟地条件为熟地。条件在“设置—名称与规则”里定。"
    >
      <Panel title={<ReadinessBadge readiness={readiness} />}>
        <ZodForm form={form}>
          {done.map((item) => (
            <input key={item} type="hidden" name="seen" value={item} />
          ))}
          <FormSection>
            {boxes('净地条件', cleared)}
            {boxes('熟地条件', serviced)}
            {mayEdit && (
              <>
                <Field label="核查日期" name="on" required>
                  <DayInput {...form.register('on')} />
                </Field>
                <Field label="说明" name="note" className="sm:col-span-2">
                  <Textarea rows={2} {...form.register('note')} />
                </Field>
              </>
            )}
          </FormSection>
          {mayEdit && <SubmitActions form={form} label="保存" cancelTo={`/plots/${plot.id}`} />}
        </ZodForm>
      </Panel>
    </PlotPage>
  )
}

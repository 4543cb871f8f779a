import { Badge, type Tone } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { wordsByField, yesOrNo } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import {
  FILING_LABELS,
  FILING_STATE_NAMES,
  filingInput,
  RELOCATION_LABELS,
  relocationInput,
  type FilingState,
} from '../../domain/filing/filing'
import type { MarksOf } from '../../server/filing/filing'

const TONES: Record<FilingState, Tone> = {
  notNeeded: 'neutral',
  wanted: 'warning',
  filed: 'good',
  late: 'warning',
  missed: 'danger',
}

/** Where nothing is wanted, nothing is said. */
export const FilingMark = ({ state }: { state: FilingState }) =>
  state === 'notNeeded' ? null : <Badge tone={TONES[state]}>首报首谈：{FILING_STATE_NAMES[state]}</Badge>

export const RelocationBadge = ({ reason }: { reason: string | null }) => (
  <Badge tone="warning" title={reason ?? undefined}>
    疑似平移
  </Badge>
)

/** 首报首谈 and 疑似平移 on the page of a screening. */
export function MarksPanel({ screening, filing, relocation, may }: MarksOf) {
  const { formerPlace, suspected, reason } = relocation.values
  const { filedOn, number, note } = filing.values
  return (
    <Panel
      title="报备和来源"
      id="marks"
      actions={
        (may.file || may.mark) && (
          <LinkButton to={`/screenings/${screening.id}/marks`} size="small">
            登记
          </LinkButton>
        )
      }
    >
      <KeyValue
        columns={2}
        items={[
          {
            label: '首报首谈',
            value: [FILING_STATE_NAMES[filing.state], filedOn, number, note].filter(Boolean).join('，'),
          },
          {
            label: RELOCATION_LABELS.formerPlace,
            value: (
              <>
                {formerPlace} {suspected && <RelocationBadge reason={reason} />}
                {suspected && <span className="block text-sm text-grey-700">{reason}</span>}
              </>
            ),
            note: relocation.said || !formerPlace ? undefined : '投资方的来源地，还没有核对',
          },
        ]}
      />
    </Panel>
  )
}

/** The filing to the province. */
export function FilingForm({ filing, reply }: { filing: MarksOf['filing']; reply: unknown }) {
  const form = useZodForm(filingInput, { values: filing.values, reply })
  return (
    <>
      <p className="mb-3">
        <Badge tone={TONES[filing.state]}>{FILING_STATE_NAMES[filing.state]}</Badge>
      </p>
      <ZodForm form={form}>
        <input type="hidden" name="intent" value="file" />
        <EditedVersion form={form} version={filing.version} values={filing.values} labels={FILING_LABELS} />
        <FormSection>
          <Field label={FILING_LABELS.filedOn} name="filedOn" required>
            <DayInput {...form.register('filedOn')} />
          </Field>
          <Field label={FILING_LABELS.number} name="number" required>
            <Input autoComplete="off" {...form.register('number')} />
          </Field>
          <Field label={FILING_LABELS.note} name="note" className="sm:col-span-2">
            <Textarea rows={2} {...form.register('note')} />
          </Field>
        </FormSection>
        <SubmitActions form={form} label="保存" />
      </ZodForm>
      {filing.version > 0 && (
        <div className="mt-3">
          <ConfirmDialog
            label="移除"
            tone="quiet"
            align="left"
            title="移除这次报备？"
            confirmLabel="移除"
            fields={{ intent: 'removeFiling' }}
          >
            只用于登记错的；原来的内容留在修改记录里。
          </ConfirmDialog>
        </div>
      )}
    </>
  )
}

/** Where the plant stood before. */
export function RelocationForm({ relocation, reply }: { relocation: MarksOf['relocation']; reply: unknown }) {
  const form = useZodForm(relocationInput, { values: relocation.values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="relocation" />
      <EditedVersion
        form={form}
        version={relocation.version}
        values={relocation.values}
        labels={RELOCATION_LABELS}
        inWords={wordsByField({ suspected: yesOrNo })}
      />
      <FormSection columns={1}>
        <Field label={RELOCATION_LABELS.formerPlace} name="formerPlace" hint="工厂原来在哪里；新设的不填">
          <Input autoComplete="off" {...form.register('formerPlace')} />
        </Field>
        <Checkbox
          label={RELOCATION_LABELS.suspected}
          hint="只是从别处搬来，产能没有增加的；委员会和领导的清单上会标出"
          {...form.registerCheck('suspected')}
        />
        <Field label={RELOCATION_LABELS.reason} name="reason">
          <Textarea rows={2} {...form.register('reason')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" />
    </ZodForm>
  )
}

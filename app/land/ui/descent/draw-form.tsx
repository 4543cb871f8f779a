import { Button, LinkButton } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { drawInput, redrawInput } from '../../domain/descent/descent-input'
import { LAND_USE_NAMES } from '../../domain/land-uses'
import { PLOT_STATUS_NAMES, PLOT_STATUSES } from '../../domain/status/status'
import { PaperFields } from './paper-fields'

interface PointsFieldProps {
  form: { register(name: 'points'): object }
  /** how coordinates without a zone are read */
  system: string
}

function PointsField({ form, system }: PointsFieldProps) {
  return (
    <Field
      label="界址点"
      name="points"
      required
      hint={`每行一个点，用空格或逗号隔开，空一行是另一圈（洞或另一处）：经纬度，或 ${system} 的平面坐标，X、Y 先后均可`}
      className="sm:col-span-2"
    >
      <Textarea rows={8} spellCheck={false} className="font-mono text-sm" {...form.register('points')} />
    </Field>
  )
}

/** `preview`: posts what was typed to be looked at; nothing is written. */
function Actions({ busy, confirm }: { busy: boolean; confirm: string }) {
  return (
    <FormActions>
      <Button type="submit" name="intent" value="preview" formNoValidate busy={busy}>
        预览
      </Button>
      <Button type="submit" name="intent" value="save" tone="primary" busy={busy}>
        {confirm}
      </Button>
    </FormActions>
  )
}

interface RedrawFormProps {
  plotId: string
  version: number
  code: string
  points: string
  system: string
  today: string
  reply: unknown
}

/** Another boundary for a plot. */
export function RedrawForm({ plotId, version, code, points, system, today, reply }: RedrawFormProps) {
  const form = useZodForm(redrawInput, { reply, values: { on: today, code, points } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="version" value={version} />
      <FormSection>
        <PointsField form={form} system={system} />
        <p className="sm:col-span-2">
          <LinkButton to={`/map?plot=${plotId}&draw=edit`}>在地图上改</LinkButton>
        </p>
        <Field label="新的宗地号" name="code" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('code')} />
        </Field>
        <PaperFields form={form} />
      </FormSection>
      <Actions busy={form.busy} confirm="确认重画" />
    </ZodForm>
  )
}

interface DrawFormProps {
  parks: readonly { id: string; name: string }[]
  points: string
  system: string
  today: string
  reply: unknown
}

/** A plot that was none before. */
export function DrawForm({ parks, points, system, today, reply }: DrawFormProps) {
  const form = useZodForm(drawInput, { reply, values: { on: today, points, status: 'planned' } })
  return (
    <ZodForm form={form}>
      <FormSection>
        <PointsField form={form} system={system} />
        <p className="sm:col-span-2">
          <LinkButton to="/map?draw=new">在地图上画</LinkButton>
        </p>
        <Field label="宗地号" name="code" required>
          <Input autoComplete="off" {...form.register('code')} />
        </Field>
        <Field label="地块名称" name="name">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label="园区" name="parkId">
          <Select blank="不在园区" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label="用地性质" name="landUseCode">
          <Select
            blank="未定"
            options={Object.entries(LAND_USE_NAMES).map(([value, label]) => ({ value, label: `${label} ${value}` }))}
            {...form.register('landUseCode')}
          />
        </Field>
        <Field label="状态" name="status" required>
          <Select
            options={PLOT_STATUSES.map((value) => ({ value, label: PLOT_STATUS_NAMES[value] }))}
            {...form.register('status')}
          />
        </Field>
        <Field label="状态自" name="statusFrom" hint="不详可留空">
          <DayInput {...form.register('statusFrom')} />
        </Field>
        <PaperFields form={form} />
      </FormSection>
      <Actions busy={form.busy} confirm="登记" />
    </ZodForm>
  )
}

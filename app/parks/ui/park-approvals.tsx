import type { Day } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { APPROVAL_KINDS, APPROVAL_NAMES, approvalInput, approvalState } from '../domain/approvals'
import type { ParkApproval } from '../server/approvals'

interface ParkApprovalsProps {
  approvals: readonly ParkApproval[]
  today: Day
  mayManage: boolean
  reply: unknown
}

const OPTIONS = APPROVAL_KINDS.map((kind) => ({ value: kind, label: APPROVAL_NAMES[kind] }))

/** What approves a park, each with its paper and until when. */
export function ParkApprovals({ approvals, today, mayManage, reply }: ParkApprovalsProps) {
  return (
    <Panel title="规划、环评和化工园区批复">
      {approvals.length === 0 && <p className="text-grey-600">没有登记。</p>}
      <ul className="space-y-2">
        {approvals.map(({ id, kind, document, approvedOn, validTo }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
            <span className="min-w-0">
              <span className="font-medium">{APPROVAL_NAMES[kind]}</span>
              <span className="ml-2">{document}</span>
              <span className="ml-2 text-sm text-grey-600">
                {approvedOn} 批复{validTo && `，有效期至 ${validTo}`}
              </span>
              <StateBadge state={approvalState(validTo, today)} />
            </span>
            {mayManage && (
              <ConfirmDialog
                label="移除"
                size="small"
                tone="quiet"
                title={`移除“${document}”？`}
                confirmLabel="移除"
                fields={{ intent: 'removeApproval', approval: id }}
              />
            )}
          </li>
        ))}
      </ul>
      {mayManage && (
        <div className="mt-4 border-t border-grey-200 pt-4">
          <ApprovalForm key={approvals.length} reply={reply} />
        </div>
      )}
    </Panel>
  )
}

function StateBadge({ state }: { state: ReturnType<typeof approvalState> }) {
  if (state === 'valid') return null
  return (
    <span className="ml-2">
      <Badge tone={state === 'ended' ? 'danger' : 'warning'}>{state === 'ended' ? '已过期' : '半年内到期'}</Badge>
    </span>
  )
}

function ApprovalForm({ reply }: { reply: unknown }) {
  const form = useZodForm(approvalInput, { reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="approve" />
      <FormSection>
        <Field label="种类" name="kind" required>
          <Select blank="请选择" options={OPTIONS} {...form.register('kind')} />
        </Field>
        <Field label="文件号" name="document" required>
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
        <Field label="批复日期" name="approvedOn" required>
          <DayInput {...form.register('approvedOn')} />
        </Field>
        <Field label="有效期至" name="validTo" hint="没有期限的留空">
          <DayInput ahead {...form.register('validTo')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="登记批复" tone="plain" />
    </ZodForm>
  )
}

import { Link } from '@remix-run/react'
import { Checkbox } from '~/ui/choice'
import { EmptyState } from '~/ui/empty-state'
import { FieldGroup } from '~/ui/field'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { startRunInput } from '../../domain/form'
import { RUNS_KEPT } from '../../domain/runs/run'

interface StartRunFormProps {
  ruleSets: readonly { id: string; name: string }[]
  preset: readonly string[]
  reply: unknown
}

/** Begins a run: by which of the rule sets in use. */
export function StartRunForm({ ruleSets, preset, reply }: StartRunFormProps) {
  const form = useZodForm(startRunInput, { values: { ruleSets: preset }, reply })
  if (ruleSets.length === 0)
    return (
      <EmptyState compact title="还没有启用的规则集">
        <Link to="/screening/rules">到规则集里启用</Link>以后，才能重判。
      </EmptyState>
    )
  return (
    <ZodForm form={form}>
      <FieldGroup label="按启用的规则集" name="ruleSets" hint="最多六个，几个同时适用时，严的起作用">
        <div className="grid gap-1.5">
          {ruleSets.map(({ id, name }) => (
            <Checkbox key={id} label={name} {...form.registerCheck('ruleSets', id)} name="ruleSets[]" />
          ))}
        </div>
      </FieldGroup>
      <p className="mt-3 text-sm text-grey-600">
        在后台进行，不改动任何预审。只保留最近 {RUNS_KEPT} 次，再开始一次时，最早的一次随之删除。
      </p>
      <SubmitActions form={form} label="开始重判" />
    </ZodForm>
  )
}

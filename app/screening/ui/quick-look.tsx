import { Form, useSearchParams, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { formValues } from '~/ui/form-values'
import { Input, NumberInput } from '~/ui/input'
import { Panel } from '~/ui/page'
import { namedOptions, Select } from '~/ui/select'
import { ENERGY_CARRIERS } from '../domain/energy/carriers'
import type { EnergyTerms } from '../domain/energy/terms'
import { PROPOSAL_FIELDS } from '../domain/fields'
import type { RuleSet } from '../domain/rules/rule-set'
import { FORM_UNITS, QUICK_CARRIERS, QUICK_FIELDS, UNIT_NAMES } from '../domain/form'
import { quickLook, type QuickLook as Looked } from '../domain/quick-look'
import { EvaluationView } from './evaluation-view'

interface QuickLookProps {
  ruleSet: RuleSet
  choices: readonly { id: string; name: string }[]
  /** what the address asks, judged by the server */
  looked: Looked
  today: string
  terms: EnergyTerms
}

/** About ten numbers while the investor is on the phone: the answer follows the typing, without JavaScript the button. */
export function QuickLook({ ruleSet, choices, looked, today, terms }: QuickLookProps) {
  const [params] = useSearchParams()
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<Looked | null>(null)
  useEffect(() => setTyped(null), [looked])
  const now = typed ?? looked
  const follow = () => {
    if (!form.current) return
    const sent = new FormData(form.current)
    const { rules: _, ...values } = formValues(sent)
    setTyped(quickLook(ruleSet, values, today, terms))
    keepInAddress(sent)
  }
  const asked = (name: string) => params.get(name) ?? ''
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[380px_minmax(0,1fr)]">
      <Panel title="方案">
        <Form method="get" ref={form} onInput={follow} className="grid grid-cols-2 gap-x-3 gap-y-3">
          <Field label="规则集" name="rules" className="col-span-2">
            <Select
              options={namedOptions(choices)}
              defaultValue={ruleSet.id}
              onChange={({ currentTarget }) => submit(currentTarget.form, { replace: true })}
            />
          </Field>
          <Field label="行业代码" name="industryCode" error={now.errors.industryCode} className="col-span-2">
            <Input autoComplete="off" defaultValue={asked('industryCode')} placeholder="GB/T 4754，如 C3511" />
          </Field>
          {QUICK_FIELDS.map((name) => (
            <Field key={name} label={PROPOSAL_FIELDS[name].label} name={name} error={now.errors[name]}>
              <NumberInput unit={PROPOSAL_FIELDS[name].unit} defaultValue={asked(name)} />
            </Field>
          ))}
          {QUICK_CARRIERS.map((carrier) => {
            const name = `energy.${carrier}`
            return (
              <Field key={carrier} label={ENERGY_CARRIERS[carrier].label} name={name} error={now.errors[name]}>
                <NumberInput unit={UNIT_NAMES[FORM_UNITS[carrier]]} defaultValue={asked(name)} />
              </Field>
            )
          })}
          <div className="col-span-2 flex flex-wrap items-center gap-2 pt-1">
            <Button type="submit" tone="primary">
              判定
            </Button>
            <span className="text-sm text-grey-600">不保存；地址可发给同事</span>
          </div>
        </Form>
      </Panel>
      {now.evaluation && now.inputs ? (
        <EvaluationView evaluation={now.evaluation} inputs={now.inputs} />
      ) : (
        <Panel>
          <EmptyState title="填几个数就有答案">不知道的不填：缺的项显示“资料不全”，不会当作零。</EmptyState>
        </Panel>
      )}
    </div>
  )
}

/** So that going back, reloading and sending the link bring what was typed. */
function keepInAddress(sent: FormData): void {
  const query = new URLSearchParams()
  for (const [name, value] of sent) if (typeof value === 'string' && value !== '') query.set(name, value)
  window.history.replaceState(window.history.state, '', `${window.location.pathname}?${query}`)
}

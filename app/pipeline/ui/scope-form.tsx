import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { NumberInput } from '~/ui/input'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { SearchSelect } from '~/ui/search-select'
import { Select } from '~/ui/select'
import { DAYS, QUESTION_NAMES, type PageQuestion, type QuestionName } from '../domain/page-question'
import type { PipelineScope } from '../domain/scope'
import { SCOPE_NAMES, SCOPE_LABELS } from '../domain/grouping'
import type { ScopeChoices } from '../server/scope-choices'
import { QuickPeriods } from './quick-periods'

const CLOCK_LABELS: Partial<Record<QuestionName, string>> = {
  signedFrom: '签约起',
  signedTo: '签约止',
  knownOn: '按当时登记',
  days: '逾期天数',
}

const LONG_LIST = 12

interface ScopeFormProps {
  question: PageQuestion
  choices: ScopeChoices
  errors: Record<string, string>
}

/** Which projects, on which days: a GET form whose address can be sent to a colleague. */
export function ScopeForm({ question, choices, errors }: ScopeFormProps) {
  const { values, input, compareAsOf, today } = question
  const day = (name: QuestionName, label: string, value: string | undefined, placeholder?: string) => (
    <div className="flex items-center gap-1.5 max-sm:w-full">
      <span aria-hidden className="flex-none text-sm text-grey-700 max-sm:w-16">
        {label}
      </span>
      <Field label={label} name={name} error={errors[name]} hideLabel className="w-[132px] max-sm:flex-1">
        <DayInput wanted={DAYS[name]} defaultValue={value ?? ''} placeholder={placeholder} />
      </Field>
    </div>
  )
  const scope = SCOPE_NAMES.filter((name) => choices[name])
  const chosen = (name: keyof PipelineScope) => {
    const offered = [...choices[name]!, { value: 'none', label: '未填' }]
    const Control = offered.length > LONG_LIST ? SearchSelect : Select
    return (
      <Field key={name} label={SCOPE_LABELS[name]} name={name} error={errors[name]}>
        <Control options={offered} blank="全部" defaultValue={values[name] ?? ''} />
      </Field>
    )
  }
  return (
    <div className="mb-3">
      <FilterBar
        active={activeScope(question, choices)}
        keep={KEPT}
        fold="日期与范围"
        unfolded={Object.keys(errors).length > 0}
        more={
          <>
            {scope.map(chosen)}
            <Field label="逾期天数" name="days" error={errors.days} hint="空着按现行规则">
              <NumberInput unit="天" digits={0} defaultValue={values.days ?? ''} />
            </Field>
            <Field label="按当时登记" name="knownOn" error={errors.knownOn} hint="那天以前录入的才算">
              <DayInput defaultValue={values.knownOn ?? ''} />
            </Field>
          </>
        }
        actions={!errors.asOf && <QuickPeriods values={values} asOf={input.asOf} />}
      >
        {day('asOf', '截至', input.asOf, today)}
        {day('compareAsOf', '对比', values.compareAsOf, errors.asOf ? '上月同日' : compareAsOf)}
        {day('signedFrom', '签约起', values.signedFrom, '不限')}
        {day('signedTo', '签约止', values.signedTo, '不限')}
      </FilterBar>
      {Object.entries(errors)
        .filter(([name]) => !SHOWN.has(name))
        .map(([name, message]) => (
          <p key={name} role="alert" className="mt-1 text-sm text-danger">
            {message}
          </p>
        ))}
    </div>
  )
}

/** Fields whose message stands beside them, in sight. */
const SHOWN = new Set<string>(['asOf', 'compareAsOf', 'signedFrom', 'signedTo'])

/** What a page is asked besides. */
const KEPT = ['every', 'by', 'group', 'table', 'sort']

function activeScope({ values }: PageQuestion, choices: ScopeChoices): ActiveFilter[] {
  const active: ActiveFilter[] = []
  for (const name of QUESTION_NAMES) {
    const value = values[name]
    const label = SCOPE_LABELS[name as keyof PipelineScope] ?? CLOCK_LABELS[name]
    if (!value || !label) continue
    const choice = choices[name as keyof PipelineScope]?.find((each) => each.value === value)
    active.push({ params: [name], label, value: choice?.label ?? (value === 'none' ? '未填' : value) })
  }
  return active
}

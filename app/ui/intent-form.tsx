import { useNavigation } from '@remix-run/react'
import { useState, type ReactNode } from 'react'
import { Button } from './button'
import { ConfirmDialog } from './confirm-dialog'
import { KeptForm } from './draft/kept-form'
import { Field } from './field'
import { SearchSelect } from './search-select'
import { useHydrated } from './use-hydrated'

interface IntentFormProps {
  /** what the action is to do */
  intent: string
  label: string
  /** the version that was looked at */
  version: number
  tone?: 'primary'
  /** the boxes; a button alone stands in its line */
  children?: ReactNode
  hidden?: Readonly<Record<string, string>>
}

/** One of several short forms on a page: its boxes and its button in a row. */
export function IntentForm({ intent, label, version, tone, children, hidden }: IntentFormProps) {
  const navigation = useNavigation()
  const busy = navigation.state === 'submitting' && navigation.formData?.get('intent') === intent
  return (
    <KeptForm method="post" key={`${intent}-${version}`} className="flex flex-wrap items-start gap-4">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={version} />
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" tone={tone} busy={busy} className={children ? 'sm:mt-[22px]' : undefined}>
        {label}
      </Button>
    </KeptForm>
  )
}

interface MergeFormProps {
  /** what is merged, as the reader knows it */
  name: string
  version: number
  /** what it may be merged into */
  options: readonly { value: string; label: string }[]
  placeholder: string
  /** what goes over */
  moves: string
  /** what becomes of the name */
  fate?: string
  error?: string
}

const FORM = 'merge'

/** Merges a thing into another that is picked, after asking once. */
export function MergeForm({
  name,
  version,
  options,
  placeholder,
  moves,
  fate = '成为它的别名；合并前印发的报表仍可按当时的口径重现',
  error,
}: MergeFormProps) {
  const hydrated = useHydrated()
  const [intoId, setIntoId] = useState('')
  const into = options.find(({ value }) => value === intoId)?.label.trim()
  return (
    <>
      <p className="mb-3 text-sm text-grey-700">
        {moves}转到并入的一方，“{name}”{fate}。
      </p>
      <KeptForm method="post" id={FORM} key={version} className="flex flex-wrap items-start gap-4">
        <input type="hidden" name="intent" value="merge" />
        <input type="hidden" name="version" value={version} />
        <Field label="并入" name="intoId" error={error} className="w-full sm:w-80">
          <SearchSelect
            name="intoId"
            options={options}
            placeholder={placeholder}
            onChange={(event) => setIntoId(event.target.value)}
          />
        </Field>
        <div className="sm:mt-[22px]">
          <ConfirmDialog
            form={FORM}
            align="left"
            label="合并"
            title={`把“${name}”并入${into ? `“${into}”` : '所选的一方'}？`}
            confirmLabel="合并"
            disabled={hydrated && !into}
          >
            {`${moves}随之转入，此后不再有“${name}”。合并不能撤销。`}
          </ConfirmDialog>
        </div>
      </KeptForm>
    </>
  )
}

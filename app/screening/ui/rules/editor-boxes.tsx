import { ArrowDown, ArrowUp, CircleAlert, Plus, X } from 'lucide-react'
import { createContext, useContext, type ReactNode } from 'react'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { Field, FormContext } from '~/ui/field'
import { textAt } from '~/ui/form-values'
import { Input, Textarea } from '~/ui/input'
import { Select, type Option } from '~/ui/select'
import type { RuleSetDraft } from '../../domain/rules/draft'

interface Editor {
  /** what the boxes come up with */
  draft: RuleSetDraft
  /** adds, removes or moves a row at once; absent without JavaScript, where the buttons post */
  change?: (act: string) => void
  /** a choice that other boxes hang on was made */
  chosen: () => void
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('outside of the editor')
  return editor
}

interface BoxProps {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  /** its head stands above the column */
  bare?: boolean
  className?: string
}

function Box({ bare, children, ...field }: BoxProps & { children: ReactNode }) {
  return (
    <Field {...field} hideLabel={bare}>
      {children}
    </Field>
  )
}

/** A line of text. */
export function TextBox({ unit, ...box }: BoxProps & { unit?: string }) {
  const { draft } = useEditor()
  return (
    <Box {...box}>
      <Input autoComplete="off" name={box.name} defaultValue={textAt(draft, box.name)} placeholder={unit} />
    </Box>
  )
}

/** A number, as text until it is judged. */
export function NumberBox({ blank, ...box }: BoxProps & { blank?: string }) {
  const { draft } = useEditor()
  return (
    <Box {...box}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="text-right"
        name={box.name}
        defaultValue={textAt(draft, box.name)}
        placeholder={blank}
      />
    </Box>
  )
}

/** Text of several lines. */
export function LongBox(box: BoxProps) {
  const { draft } = useEditor()
  return (
    <Box {...box}>
      <Textarea rows={2} name={box.name} defaultValue={textAt(draft, box.name)} />
    </Box>
  )
}

/** A choice; `decides`: which boxes come up hangs on it. */
export function ChoiceBox({
  options,
  blank,
  preset,
  decides,
  ...box
}: BoxProps & { options: readonly Option[]; blank?: string; preset?: string; decides?: boolean }) {
  const { draft, chosen } = useEditor()
  return (
    <Box {...box}>
      <Select
        options={options}
        blank={blank}
        name={box.name}
        defaultValue={textAt(draft, box.name) || preset}
        onChange={decides ? chosen : undefined}
      />
    </Box>
  )
}

/** A tick. */
export function TickBox({ name, label }: { name: string; label: string }) {
  const { draft } = useEditor()
  return <Checkbox label={label} name={name} value="true" defaultChecked={textAt(draft, name) === 'true'} />
}

/** What is wrong with a whole row or part, where no box of its own says it. */
export function FaultAt({ path, className }: { path: string; className?: string }) {
  const { errors } = useContext(FormContext)
  const message = errors[path]
  if (!message) return null
  return (
    <p className={`flex items-start gap-1 text-sm text-danger ${className ?? ''}`}>
      <CircleAlert aria-hidden className="mt-0.5 h-3.5 w-3.5 flex-none" />
      {message}
    </p>
  )
}

function ActButton({ act, label, icon, disabled }: { act: string; label: string; icon: typeof X; disabled?: boolean }) {
  const { change } = useEditor()
  return (
    <Button
      type="submit"
      name="intent"
      value={act}
      formNoValidate
      size="small"
      tone="quiet"
      icon={icon}
      aria-label={label}
      title={label}
      disabled={disabled}
      className="!px-1"
      onClick={
        change &&
        ((event) => {
          event.preventDefault()
          change(act)
        })
      }
    />
  )
}

/** Moves a row up and down, and takes it out. */
export function RowButtons({ path, name, last }: { path: string; name: string; last: boolean }) {
  return (
    <span className="flex flex-none items-center">
      <ActButton act={`up ${path}`} label={`上移${name}`} icon={ArrowUp} disabled={path.endsWith('.0')} />
      <ActButton act={`down ${path}`} label={`下移${name}`} icon={ArrowDown} disabled={last} />
      <ActButton act={`remove ${path}`} label={`移除${name}`} icon={X} />
    </span>
  )
}

/** Adds a row at the end. */
export function AddButton({ list, children }: { list: string; children: ReactNode }) {
  const { change } = useEditor()
  const act = `add ${list}`
  return (
    <Button
      type="submit"
      name="intent"
      value={act}
      formNoValidate
      size="small"
      icon={Plus}
      onClick={
        change &&
        ((event) => {
          event.preventDefault()
          change(act)
        })
      }
    >
      {children}
    </Button>
  )
}

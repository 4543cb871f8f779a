import { ArrowDown, ArrowUp, CircleAlert, Plus, X } from 'lucide-react'
import { createContext, useContext, type ReactNode } from 'react'
import { Button, type ButtonProps } from '~/ui/button'
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

/** Does something to a row: at once, or without JavaScript by posting the form. */
function ActButton({ act, ...button }: { act: string } & Omit<ButtonProps, 'type' | 'name' | 'value' | 'size'>) {
  const { change } = useEditor()
  return (
    <Button
      type="submit"
      name="intent"
      value={act}
      formNoValidate
      size="small"
      onClick={
        change &&
        ((event) => {
          event.preventDefault()
          change(act)
        })
      }
      {...button}
    />
  )
}

interface MoveButtonProps {
  act: string
  label: string
  icon: typeof X
  disabled?: boolean
}

const MoveButton = ({ label, ...button }: MoveButtonProps) => (
  <ActButton tone="quiet" aria-label={label} title={label} className="!px-1" {...button} />
)

/** Moves a row up and down, and takes it out. */
export function RowButtons({ path, name, last }: { path: string; name: string; last: boolean }) {
  return (
    <span className="flex flex-none items-center">
      <MoveButton act={`up ${path}`} label={`上移${name}`} icon={ArrowUp} disabled={path.endsWith('.0')} />
      <MoveButton act={`down ${path}`} label={`下移${name}`} icon={ArrowDown} disabled={last} />
      <MoveButton act={`remove ${path}`} label={`移除${name}`} icon={X} />
    </span>
  )
}

interface RowsProps {
  /** path of the list in the draft */
  list: string
  count: number
  /** what the buttons call the row, the first being 1 */
  name: (nth: number) => string
  className?: string
  /** of the boxes of one row */
  grid: string
  children: (row: string, nth: number, buttons: ReactNode) => ReactNode
}

/** The rows of a list, each with its boxes, the buttons that move it, and what is wrong with it as a whole. */
export function Rows({ list, count, name, className = 'space-y-2', grid, children }: RowsProps) {
  return (
    <ol className={className}>
      {Array.from({ length: count }, (_, at) => {
        const row = `${list}.${at}`
        return (
          <li key={at} data-row={row}>
            <div className={grid}>
              {children(row, at + 1, <RowButtons path={row} name={name(at + 1)} last={at === count - 1} />)}
            </div>
            <FaultAt path={row} />
          </li>
        )
      })}
    </ol>
  )
}

/** Adds a row at the end. */
export const AddButton = ({ list, children }: { list: string; children: ReactNode }) => (
  <ActButton act={`add ${list}`} icon={Plus}>
    {children}
  </ActButton>
)

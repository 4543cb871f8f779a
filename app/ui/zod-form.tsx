import { zodResolver } from '@hookform/resolvers/zod'
import { useNavigation, useSubmit } from '@remix-run/react'
import type { FetcherWithComponents, FormProps } from '@remix-run/react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { useForm } from 'react-hook-form'
import type { FieldErrors, FieldPath, FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'
import { Button, LinkButton, type ButtonTone } from './button'
import { KeptForm } from './draft/kept-form'
import type { Restored } from './draft/keep-typing'
import { sendingForm } from './draft/unsent'
import { FormContext, controlIdOf } from './field'
import { FormActions, FormErrors } from './form'
import { replyOf, staleOf, type FormReply } from './form-reply'
import { formValues, textAt } from './form-values'

export interface ZodFormOptions {
  /** What the boxes hold at first, by the names of the fields (nested as the schema is). */
  values?: object
  /** What the action answered; only a FormReply is looked at, so useActionData may be passed as it is. */
  reply?: unknown
  /** Post by this fetcher instead of by navigating; its data is then the reply. */
  fetcher?: FetcherWithComponents<unknown>
}

/** `Name`: the fields its schema knows, so that another one does not compile. */
export interface ZodFormState<Name extends string = string> {
  id: string
  busy: boolean
  /** Messages by dotted path, the browser's and the server's together. */
  errors: Record<string, string | undefined>
  /** Props of a text box, select, textarea or radio group: name, starting value, and revalidation on change. */
  register(name: Name): Registered & { defaultValue: string }
  /** Props of a checkbox with this value (default `true`). */
  registerCheck(name: Name, value?: string): Omit<Registered, 'ref'> & { value: string; defaultChecked: boolean }
  message?: string
  /** What the server answered to the last post, if it refused it. */
  reply?: FormReply
  /** The version that what came back from an earlier visit was made on. */
  seen?: Restored['seen']
  onRestored: (restored: Restored | undefined) => void
  formRef: RefObject<HTMLFormElement>
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onChanged: (name: string) => void
}

type Registered = Pick<ReturnType<ReturnType<typeof useForm>['register']>, 'name' | 'onChange' | 'onBlur' | 'ref'>

function flatten(errors: FieldErrors, prefix = '', into: Record<string, string | undefined> = {}) {
  for (const [key, error] of Object.entries(errors)) {
    if (!error || key === 'ref') continue
    const path = key === 'root' && !prefix ? '' : prefix + key
    if (typeof error.message === 'string') into[path] = error.message
    else flatten(error as FieldErrors, `${path}.`, into)
  }
  return into
}

/**
 * One schema in the browser and in the action. Without JavaScript the form posts as it is and shows the action's reply;
 * with it, the same schema reads the same FormData before anything is sent, and again as marked fields change.
 */
export function useZodForm<S extends z.ZodType<unknown, FieldValues>>(
  schema: S,
  options: ZodFormOptions = {},
): ZodFormState<FieldPath<z.input<S>>> {
  const id = `form${useId()}`
  const submit = useSubmit()
  const navigation = useNavigation()
  const formRef = useRef<HTMLFormElement>(null)
  const { fetcher } = options
  const [seen, setSeen] = useState<Restored['seen']>()
  const answer = replyOf(fetcher ? fetcher.data : options.reply)
  // The comparison of both versions (EditedVersion) says it all: no list of errors above it.
  const stale = staleOf(answer)
  const reply = useMemo(
    () => (answer && stale ? { ...answer, message: undefined, errors: [] } : answer),
    [answer, stale],
  )
  const [changed, setChanged] = useState<{ since?: FormReply; names: ReadonlySet<string> }>({ names: new Set() })

  const resolver = useMemo<Resolver>(() => {
    const check = zodResolver(schema, undefined, { raw: true }) as unknown as Resolver
    return (values, context, fields) =>
      check(formRef.current ? formValues(new FormData(formRef.current)) : values, context, fields)
  }, [schema])
  const { register, handleSubmit, formState } = useForm({
    resolver,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
  })

  const touched = changed.since === reply ? changed.names : new Set<string>()
  const unchanged = (reply?.errors ?? []).filter(({ path }) => !touched.has(path))
  const own = flatten(formState.errors)
  const errors: Record<string, string | undefined> = {}
  for (const { path, message } of unchanged) errors[path] ??= message
  Object.assign(errors, own)
  // Its words stand until something newer is said, or all that it named was changed.
  const answeredTo = reply !== undefined && reply.errors.length > 0 && unchanged.length === 0
  const message = answeredTo || Object.keys(own).length > 0 ? undefined : reply?.message

  const focusFirst = (paths: string[]) => {
    const control = paths.map((path) => document.getElementById(controlIdOf(id, path))).find(Boolean)
    const target = control ?? formRef.current?.querySelector<HTMLElement>('[role=alert]')
    target?.focus()
  }
  // Until the page that follows is there, so that nothing is sent twice.
  const sending = navigation.formMethod !== undefined && navigation.formMethod !== 'GET'
  // A refused form is given back at once, whatever Remix still loads after it.
  const refused = fetcher?.state === 'loading' && answer !== undefined
  const busy = fetcher ? fetcher.state !== 'idle' && !refused : sending
  const answered = useRef<FormReply>()
  useEffect(() => {
    // A control cannot take the focus while the form is locked, and only a new reply moves it.
    if (busy || !reply || answered.current === reply) return
    answered.current = reply
    if (reply.errors.length > 0 || reply.message) focusFirst(reply.errors.map((error) => error.path))
  })

  const start = reply?.values ?? options.values
  const plain = (name: string): Registered => {
    const { onChange, onBlur, ref } = register(name)
    return { name, onChange, onBlur, ref }
  }
  // Without its ref: react-hook-form would tick every box of one name once the first is ticked.
  const plainCheck = (name: string): Omit<Registered, 'ref'> => {
    const { onChange, onBlur } = register(name)
    return { name, onChange, onBlur }
  }

  return {
    id,
    errors,
    message,
    reply,
    seen,
    onRestored: (restored) => setSeen(restored?.seen),
    formRef,
    busy,
    register: (name) => ({ ...plain(name), defaultValue: textAt(start, name) }),
    registerCheck: (name, value = 'true') => ({
      ...plainCheck(name),
      value,
      defaultChecked: [textAt(start, name)]
        .concat((start as Record<string, string[]> | undefined)?.[name] ?? [])
        .includes(value),
    }),
    onChanged: (name) => setChanged({ since: reply, names: new Set([...touched, name]) }),
    onSubmit: (event) => {
      const form = event.currentTarget
      const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
      const send = () => {
        sendingForm(form)
        if (fetcher) fetcher.submit(submitter ?? form)
        else submit(submitter ?? form)
      }
      if (submitter?.formNoValidate) {
        event.preventDefault()
        return send()
      }
      void handleSubmit(send, (invalid) => focusFirst(Object.keys(flatten(invalid))))(event)
    },
  }
}

export type ZodFormProps = Omit<FormProps, 'onSubmit' | 'children' | 'id'> & { form: ZodFormState; children: ReactNode }

function labelOf(controlId: string): string {
  const control = document.getElementById(controlId)
  const label = control?.querySelector(':scope > legend') ?? document.querySelector(`label[for="${controlId}"]`)
  return label?.firstChild?.textContent ?? ''
}

/** The form element: shows the summary of errors, binds messages to the Fields inside, locks itself while it is sent. */
export function ZodForm({ form, children, method = 'post', ...rest }: ZodFormProps) {
  const list = Object.entries(form.errors)
    .filter((entry): entry is [string, string] => Boolean(entry[1]))
    .map(([path, message]) => ({ path, message }))
  const [labels, setLabels] = useState<Record<string, string>>({})
  const paths = list.map((error) => error.path).join(' ')
  useEffect(() => {
    setLabels(Object.fromEntries(paths.split(' ').map((path) => [path, labelOf(controlIdOf(form.id, path))])))
  }, [paths, form.id])

  const general = list.filter((error) => error.path === '')
  const named = list.filter((error) => error.path !== '')
  const shown = [
    ...general,
    ...named.map(({ path, message }) => ({
      path,
      message: labels[path] && !message.includes(labels[path]) ? `${labels[path]}：${message}` : message,
      controlId: controlIdOf(form.id, path),
    })),
  ]

  // What an item of the list says is not said above it too.
  const title = list.some(({ message }) => message === form.message) ? undefined : form.message

  return (
    <FormContext.Provider value={{ id: form.id, errors: form.errors }}>
      <KeptForm
        {...rest}
        ref={form.formRef}
        onRestored={form.onRestored}
        id={form.id}
        method={method}
        noValidate
        onSubmit={form.onSubmit}
        onChange={(event) => form.onChanged((event.target as unknown as HTMLInputElement).name)}
        aria-busy={form.busy || undefined}
      >
        {(shown.length > 0 || form.message) && (
          <FormErrors title={title} errors={shown.length > 0 ? shown : [{ message: '请修改后再提交' }]} />
        )}
        <fieldset disabled={form.busy} className="min-w-0">
          {children}
        </fieldset>
      </KeptForm>
    </FormContext.Provider>
  )
}

interface SubmitActionsProps {
  form: Pick<ZodFormState, 'busy'>
  label: ReactNode
  /** `plain` where another form of the page is the one that most people want */
  tone?: ButtonTone
  /** the page that one leaves for without sending; absent where the form stands on the page that it changes */
  cancelTo?: string
  cancelLabel?: string
  /** as FormActions has it */
  sticky?: boolean
}

/** The foot of a form: the button that sends it, and the way out. */
export function SubmitActions({
  form,
  label,
  tone = 'primary',
  cancelTo,
  cancelLabel = '取消',
  sticky,
}: SubmitActionsProps) {
  return (
    <FormActions sticky={sticky}>
      <Button type="submit" tone={tone} busy={form.busy}>
        {label}
      </Button>
      {cancelTo && (
        <LinkButton to={cancelTo} tone="quiet">
          {cancelLabel}
        </LinkButton>
      )}
    </FormActions>
  )
}

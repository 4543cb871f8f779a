import { useNavigation } from '@remix-run/react'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { KeptForm } from './draft/kept-form'
import { Field } from './field'
import { FileDrop } from './file-drop'
import { FormErrors } from './form'
import { replyOf } from './form-reply'
import { Panel } from './page'

interface WorkbookUploadProps {
  hint: string
  label: string
  /** the workbook to fill in */
  template: { to: string; label: string }
  /** what else the form sends */
  fields?: Readonly<Record<string, string>>
  /** what the action answered, where it refused the file */
  reply: unknown
  children?: ReactNode
}

/** Sends a workbook to be read; above it what is wrong with the one that was sent. */
export function WorkbookUpload({ hint, label, template, fields, reply, children }: WorkbookUploadProps) {
  const refused = replyOf(reply)
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Panel title="上传">
      {refused && (
        <FormErrors
          title="没有上传"
          errors={refused.errors.length > 0 ? refused.errors : [{ message: refused.message ?? '请重试' }]}
        />
      )}
      <KeptForm method="post" encType="multipart/form-data">
        {Object.entries(fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset disabled={busy}>
          <Field label="工作簿" name="file" hideLabel>
            <FileDrop name="file" accept=".xlsx,.xls,.et" hint={hint} />
          </Field>
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <Button type="submit" tone="primary">
              {busy ? '正在读取…' : label}
            </Button>
            <a href={template.to} download className="inline-flex items-center gap-1 text-sm">
              <Download aria-hidden className="h-4 w-4" />
              {template.label}
            </a>
          </div>
        </fieldset>
      </KeptForm>
      {children}
    </Panel>
  )
}

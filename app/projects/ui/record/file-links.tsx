import clsx from 'clsx'
import { Paperclip } from 'lucide-react'
import { LeftOut } from '~/ui/print'
import { RecordAction } from '../record-actions/record-action'
import { EvidenceRemovalForm } from '../record-actions/evidence-removal-form'
import type { FileView } from './view'

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

interface FileLinksProps {
  files: readonly FileView[]
  /** the project whose record they may be taken off */
  removeFrom?: string
  /** so many of them on paper; all, unless said */
  onPaper?: number
}

/** Evidence files, each a link to the file itself. */
export function FileLinks({ files, removeFrom, onPaper = files.length }: FileLinksProps) {
  return (
    <ul className="space-y-0.5">
      {files.map((file, at) => (
        <li
          key={file.id}
          className={clsx('flex min-w-0 items-baseline gap-1.5 text-sm', at >= onPaper && 'print:hidden')}
        >
          <Paperclip aria-hidden className="h-3.5 w-3.5 flex-none self-center text-grey-500" />
          <span className="flex-none text-grey-700">{file.kind}</span>
          <a href={`/files/${file.fileId}`} target="_blank" rel="noreferrer" className="min-w-0 truncate">
            {file.name}
          </a>
          <span className="flex-none text-xs text-grey-600">{sizeText(file.sizeBytes)}</span>
          {removeFrom && file.removable && <RemoveDeed file={file} projectId={removeFrom} />}
        </li>
      ))}
      <LeftOut as="li" total={files.length} shown={onPaper} what="份材料" />
    </ul>
  )
}

function RemoveDeed({ file, projectId }: { file: FileView; projectId: string }) {
  const to = `/projects/${projectId}/evidence/${file.id}`
  return (
    <RecordAction
      to={to}
      label={
        <>
          移除<span className="sr-only">{file.name}</span>
        </>
      }
      title="移除这份材料？"
      size="small"
      tone="quiet"
    >
      {(fetcher) => (
        <EvidenceRemovalForm file={file} action={to} fetcher={fetcher} cancelTo={`/projects/${projectId}`} />
      )}
    </RecordAction>
  )
}

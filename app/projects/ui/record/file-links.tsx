import { Paperclip } from 'lucide-react'
import type { FileView } from './view'

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Evidence files, each a link to the file itself. */
export function FileLinks({ files }: { files: readonly FileView[] }) {
  return (
    <ul className="space-y-0.5">
      {files.map((file) => (
        <li key={file.id} className="flex min-w-0 items-baseline gap-1.5 text-sm">
          <Paperclip aria-hidden className="h-3.5 w-3.5 flex-none self-center text-grey-500" />
          <span className="flex-none text-grey-700">{file.kind}</span>
          <a href={`/files/${file.fileId}`} target="_blank" rel="noreferrer" className="min-w-0 truncate">{file.name}</a>
          <span className="flex-none text-xs text-grey-600">{sizeText(file.sizeBytes)}</span>
        </li>
      ))}
    </ul>
  )
}

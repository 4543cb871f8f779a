import { Paperclip } from 'lucide-react'

/** A paper of a plot's status, or of a step of an allocation. */
export function PaperLink({ plotId, file }: { plotId: string; file: { id: string; name: string } }) {
  return (
    <a
      href={`/plots/${plotId}/papers/${file.id}`}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-w-0 max-w-full items-center gap-1"
    >
      <Paperclip aria-hidden className="h-3.5 w-3.5 flex-none" />
      <span className="truncate">{file.name}</span>
    </a>
  )
}

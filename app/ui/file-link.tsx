import { Paperclip } from 'lucide-react'

/** A kept paper by its name; it opens beside the page. */
export function FileLink({ to, name }: { to: string; name: string }) {
  return (
    <a href={to} target="_blank" rel="noreferrer" className="inline-flex min-w-0 max-w-full items-center gap-1">
      <Paperclip aria-hidden className="h-3.5 w-3.5 flex-none" />
      <span className="truncate">{name}</span>
    </a>
  )
}

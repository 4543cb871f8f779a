import type { ReactNode } from 'react'
import { Notice } from '~/ui/form'

/** What a workbook holds that could not be read, line by line. */
export function NotRead({ title, notes, children }: { title: string; notes: readonly string[]; children?: ReactNode }) {
  return (
    <Notice tone="warning" title={title}>
      <ul className="list-disc pl-5">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {children}
    </Notice>
  )
}

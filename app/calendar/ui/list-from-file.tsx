import { useRef } from 'react'
import { setNativeValue } from '~/ui/native-value'
import { useHydrated } from '~/ui/use-hydrated'

/** Puts a text file (.txt, .csv) into the form's box of that name, to be looked at before it is saved. Needs JavaScript; pasting does not. */
export function ListFromFile({ name }: { name: string }) {
  const input = useRef<HTMLInputElement>(null)
  if (!useHydrated()) return null

  async function read(file: File | undefined) {
    const box = input.current?.form?.elements.namedItem(name)
    if (file && box instanceof HTMLTextAreaElement) setNativeValue(box, textOf(await file.arrayBuffer()))
    if (input.current) input.current.value = ''
  }

  return (
    <>
      <button type="button" className="text-accent-600 hover:underline" onClick={() => input.current?.click()}>
        从文本文件读入
      </button>
      <input
        ref={input}
        type="file"
        accept=".txt,.csv,text/plain,text/csv"
        aria-label="放假安排的文本文件"
        tabIndex={-1}
        className="hidden"
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </>
  )
}

/** UTF-8 where it is valid, else GB18030, as Excel on Chinese Windows writes CSV. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

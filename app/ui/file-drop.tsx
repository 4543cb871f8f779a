import clsx from 'clsx'
import { FileText, Upload } from 'lucide-react'
import { forwardRef, useImperativeHandle, useRef, useState } from 'react'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { buttonClass } from './button'
import { useFieldControl } from './field'
import { useHydrated } from './use-hydrated'

export type FileDropProps = Omit<ComponentPropsWithoutRef<'input'>, 'type'> & {
  /** What may be dropped: 支持 .xlsx，最大 50 MB. */
  hint?: ReactNode
  compact?: boolean
}

function sizeText(bytes: number) {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** A native file input; with JavaScript files can be dropped on it and are listed. The form needs multipart encoding. */
export const FileDrop = forwardRef<HTMLInputElement, FileDropProps>(function FileDrop(
  { hint, compact, className, multiple, onChange, ...rest },
  ref,
) {
  const field = useFieldControl()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => input.current!, [])
  const hydrated = useHydrated()
  const [over, setOver] = useState(false)
  const [files, setFiles] = useState<{ name: string; size: number }[]>([])
  const file = files.length === 1 ? files[0] : undefined
  const read = (list: FileList | null) => setFiles(Array.from(list ?? [], ({ name, size }) => ({ name, size })))

  return (
    <div
      className={clsx(
        'relative rounded-lg border border-dashed text-center transition-colors focus-within:border-accent-500',
        compact ? 'px-3 py-3' : 'px-4 py-8',
        over ? 'border-accent-600 bg-accent-50' : 'border-grey-400 bg-grey-50 hover:border-accent-500',
        className,
      )}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = event.dataTransfer.files
        if (!input.current || dropped.length === 0) return
        const kept = new DataTransfer()
        for (const file of Array.from(dropped).slice(0, multiple ? undefined : 1)) kept.items.add(file)
        input.current.files = kept.files
        input.current.dispatchEvent(new Event('change', { bubbles: true }))
      }}
    >
      {!compact && <Upload aria-hidden className="mx-auto mb-2 h-7 w-7 text-grey-500" strokeWidth={1.25} />}
      <input
        ref={input}
        type="file"
        multiple={multiple}
        {...field}
        {...rest}
        onChange={(event) => {
          read(event.target.files)
          onChange?.(event)
        }}
        className={hydrated ? 'peer sr-only' : 'mx-auto block max-w-full text-sm text-grey-700'}
      />
      {hydrated && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          disabled={rest.disabled}
          className={buttonClass('plain', 'normal', 'peer-focus-visible:ring-2 peer-focus-visible:ring-accent-500')}
          onClick={() => input.current?.click()}
        >
          {files.length === 0 ? '选择文件，或拖到这里' : '换一个文件'}
        </button>
      )}
      {files.length > 1 && (
        <ul className="mx-auto mt-2 max-w-[420px] text-left text-sm">
          {files.map((file, index) => (
            <li key={index} className="flex items-center gap-1.5">
              <FileText aria-hidden className="h-4 w-4 flex-none text-grey-500" strokeWidth={1.5} />
              <span className="truncate">{file.name}</span>
              <span className="flex-none text-grey-600">{sizeText(file.size)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-sm text-grey-600">{file ? `已选择 ${file.name}（${sizeText(file.size)}）` : hint}</p>
    </div>
  )
})

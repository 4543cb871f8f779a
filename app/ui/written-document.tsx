import type { Block, WrittenDocument } from '~/shared/document'

/** A document on a page, as it is printed. */
export function DocumentView({ title, note, blocks }: WrittenDocument) {
  return (
    <article className="panel mx-auto max-w-[820px] px-6 py-6 sm:px-10 print:max-w-none print:border-0 print:p-0">
      <h2 className="text-center text-xl">{title}</h2>
      <p className="mt-1 text-center text-sm text-grey-600">{note}</p>
      {blocks.map((block, at) => (
        <Part key={at} block={block} />
      ))}
    </article>
  )
}

function Part({ block }: { block: Block }) {
  if (block.kind === 'heading') return <h3 className="mt-5 text-base">{block.text}</h3>
  if (block.kind === 'text') return <p className="mt-2 whitespace-pre-line">{block.text}</p>
  const all = block.widths.reduce((sum, width) => sum + width, 0)
  return (
    <div data-scroll className="mt-2 overflow-x-auto !rounded-none">
      <table className="w-full min-w-[560px] table-fixed border-collapse text-sm print:min-w-0">
        <colgroup>
          {block.widths.map((width, at) => (
            <col key={at} style={{ width: `${(width / all) * 100}%` }} />
          ))}
        </colgroup>
        {block.head.some(Boolean) && (
          <thead>
            <tr>
              {block.head.map((text, at) => (
                <th key={at} scope="col" className="border border-grey-300 bg-grey-50 px-2 py-1 text-left font-medium">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at} className="break-inside-avoid">
              {row.map((text, cell) => (
                <td key={cell} className="whitespace-pre-line border border-grey-300 px-2 py-1 align-top">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

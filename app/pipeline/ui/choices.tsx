import { ChoiceChip } from '~/ui/chip'
import { useSearchHref } from '~/ui/search-params'

/** One of a few ways to look, as links. */
export function Choices<Key extends string>({
  label,
  name,
  names,
  value,
}: {
  label: string
  /** parameter of the address */
  name: string
  names: Readonly<Record<Key, string>>
  value: Key
}) {
  const href = useSearchHref()
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1 print:hidden">
      {(Object.entries(names) as [Key, string][]).map(([key, word]) => (
        <ChoiceChip key={key} to={href({ [name]: key, page: null })} active={key === value}>
          {word}
        </ChoiceChip>
      ))}
    </nav>
  )
}

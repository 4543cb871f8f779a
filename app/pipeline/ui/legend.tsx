import { Disclosure } from '~/ui/disclosure'
import { DEFINITIONS, type Defined } from '../domain/definitions'

/** A small (?) that says what the numbers beside it count; opens without JavaScript. */
export function Legend({ of, align }: { of: readonly Defined[]; align?: 'left' | 'right' }) {
  return (
    <Disclosure
      label="?"
      name={`怎么算：${of.map((name) => DEFINITIONS[name].term).join('、')}`}
      align={align}
      className="inline-block align-middle text-sm font-normal"
      summaryClass="flex h-5 w-5 cursor-pointer items-center justify-center rounded-full border border-grey-300 text-xs text-grey-600 hover:border-accent-500 hover:text-accent-700"
    >
      <dl className="w-[min(340px,80vw)] space-y-2 whitespace-normal p-3 text-left text-sm text-ink">
        {of.map((name) => (
          <div key={name}>
            <dt className="font-medium">{DEFINITIONS[name].term}</dt>
            <dd className="text-grey-700">{DEFINITIONS[name].says}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}

/** A title with its (?) beside it. */
export function Titled({ title, of }: { title: string; of: readonly Defined[] }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {title}
      <Legend of={of} />
    </span>
  )
}

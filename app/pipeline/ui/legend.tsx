import { Disclosure } from '~/ui/disclosure'
import { DEFINITIONS, type Defined } from '../domain/definitions'

/** What a (?) is called. */
export const legendName = (of: readonly Defined[]) => `怎么算：${of.map((name) => DEFINITIONS[name].term).join('、')}`

/** The words with a sentence each. */
export function Definitions({ of }: { of: readonly Defined[] }) {
  return (
    <dl className="space-y-2">
      {of.map((name) => (
        <div key={name}>
          <dt className="font-medium">{DEFINITIONS[name].term}</dt>
          <dd className="text-grey-700">{DEFINITIONS[name].says}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A small (?) that says what the numbers beside it count; opens without JavaScript. */
export function Legend({ of, align }: { of: readonly Defined[]; align?: 'left' | 'right' }) {
  return (
    <Disclosure
      label="?"
      name={legendName(of)}
      align={align}
      across
      className="inline-block align-middle text-sm font-normal"
      summaryClass="flex h-5 w-5 cursor-pointer items-center justify-center rounded-full border border-grey-300 text-xs text-grey-600 hover:border-accent-500 hover:text-accent-700"
    >
      <div className="whitespace-normal sm:w-[340px] p-3 text-left text-sm text-ink">
        <Definitions of={of} />
      </div>
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

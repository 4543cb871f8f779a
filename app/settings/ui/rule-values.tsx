import { KeyValue } from '~/ui/key-value'
import { RULES, ruleWords, type RuleField, type RuleFieldName, type RuleKind } from '../domain/rules'

/** The fields of a rule, in the order of its form. */
export function ruleFields(kind: RuleKind) {
  return Object.entries(RULES[kind].fields) as [RuleFieldName, RuleField][]
}

/** What a version of a rule says, in words. */
export function RuleValues({ kind, data }: { kind: RuleKind; data: Record<string, unknown> }) {
  return (
    <KeyValue
      items={ruleFields(kind).map(([name, { label, unit, options }]) => {
        const text = options?.[String(data[name])] ?? ruleWords(data[name])
        return { label, value: text && <span className="whitespace-pre-wrap">{unit ? `${text} ${unit}` : text}</span> }
      })}
    />
  )
}

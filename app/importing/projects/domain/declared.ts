import { fieldOf, fieldsWhere, type FieldName, type Fields, type FieldWith } from '~/projects/domain/fields'
import type { FieldRule, LedgerWords } from '~/projects/domain/field-kinds'
import { industryCode } from '~/parks/domain/industry-code'
import { isBlankText } from '~/shared/blank-text'
import { present } from '~/shared/present'
import {
  amountCell,
  areaCell,
  exactDayCell,
  longTextCell,
  numberCell,
  organisationCell,
  textCell,
  tickCell,
  unlessPending,
  type CellKind,
} from '../../tables/domain/cells'
import { understood, warning } from '../../tables/domain/findings'
import type { ColumnRule } from '../../tables/domain/vocabulary'
import { isUscc } from '~/shared/uscc'
import { quoted, squeeze } from '~/shared/text'

/** Fields of a project that are declared with the words of ledgers. */
export type DeclaredName = FieldWith<{ ledger: LedgerWords }>

/** A field in a draft: a unit or park under the name it is read by, for drafts hold names. */
type KeyOf<Name extends FieldName> = Fields[Name] extends { as: infer As extends string }
  ? As
  : Fields[Name] extends { investor: infer Part extends 'name' | 'uscc' }
    ? { name: 'investor'; uscc: 'uscc' }[Part]
    : Name

type ValueOf<Name extends FieldName> = Fields[Name] extends { kind: 'tick' }
  ? boolean
  : Fields[Name] extends { required: true }
    ? string
    : string | null

/** What a draft holds of the declared fields. */
export type DeclaredValues = { [Name in DeclaredName as KeyOf<Name>]: ValueOf<Name> }

export type DeclaredKey = keyof DeclaredValues

type CellOf<Name extends FieldName> = Fields[Name] extends { kind: 'tick' } ? boolean : string

type DeclaredColumns = { [Name in DeclaredName as KeyOf<Name>]: ColumnRule<CellOf<Name>> }

/** The key of a field in a draft, and of its column. */
export function draftKey(name: FieldName): string {
  const field = fieldOf(name)
  if (field.kind === 'reference') return field.as
  if (field.investor === 'name') return 'investor'
  return field.investor === 'uscc' ? 'uscc' : name
}

export const DECLARED = fieldsWhere<DeclaredName>(({ ledger }) => ledger !== undefined).map((name) => ({
  name,
  key: draftKey(name) as DeclaredKey,
  field: fieldOf(name),
  label: fieldOf(name).ledger?.label ?? fieldOf(name).label,
}))

type Declared = (typeof DECLARED)[number]

/** One value for each declared field, by its key in a draft. */
export const eachDeclared = <Values extends Record<DeclaredKey, unknown>>(
  value: (declared: Declared) => unknown,
): Values => Object.fromEntries(DECLARED.map((declared) => [declared.key, value(declared)])) as Values

/** The declared fields of a draft that says nothing. */
export const NOTHING_DECLARED = eachDeclared<DeclaredValues>(({ key, field }) =>
  field.kind === 'tick' ? false : key === 'name' ? '' : null,
)

const MAX_NAME = 60

function cellOf(field: FieldRule): CellKind<string> | CellKind<boolean> {
  switch (field.kind) {
    case 'text':
    case 'word':
      if (field.investor === 'name') return unlessPending(textCell(field.ledger?.max ?? field.max))
      return textCell(field.ledger?.max ?? field.max)
    case 'longText':
      return longTextCell(field.ledger?.max ?? field.max)
    case 'reference':
      return organisationCell(MAX_NAME)
    case 'decimal':
      return field.unit === '万元' ? amountCell : field.unit === '亩' ? areaCell : numberCell(field.unit, field.max)
    case 'day':
      return exactDayCell
    case 'uscc':
      return usccCell
    case 'tick':
      return tickCell
  }
}

const usccCell: CellKind<string> = {
  ...textCell(200),
  read(cell, context) {
    const { value: raw, notes } = textCell(200).read(cell, context)
    if (!raw) return { value: null, notes }
    const code = squeeze(raw).replace(/[\s-]/g, '').toUpperCase()
    return isUscc(code)
      ? { value: code, notes }
      : understood<string>(null, ...notes, warning('usccInvalid', `统一社会信用代码“${raw}”校验不符，未采用`))
  },
}

/** C3670, 3670 汽车零部件及配件制造: the code alone is kept. */
const industryCodeCell: CellKind<string> = {
  content: '行业代码',
  suits: ({ text }) => codeAtFront(text) !== null,
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood<string>(null)
    const code = codeAtFront(cell.text)
    if (code) return understood(code)
    const message = `${label}${quoted(cell.text)}不是 GB/T 4754-2017 的代码，未采用`
    return understood<string>(null, warning('industryCodeUnknown', message))
  },
}

/** What stands before the words of a name, where it is a code. */
const codeAtFront = (text: string) => industryCode(/^\s*[A-Za-z]?[\d０-９]*/.exec(text.slice(0, 40))?.[0] ?? '')

/** A column for each declared field. */
export const DECLARED_COLUMNS = eachDeclared<DeclaredColumns>(({ name, label, field }) => {
  const { names, like, not, hint } = present(field.ledger, label)
  return { label, names, like, not, hint, cell: name === 'industryCode' ? industryCodeCell : cellOf(field) }
})

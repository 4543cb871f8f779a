import { fieldOf, type OwnField } from '../domain/fields'
import { columnOf } from './stored-fields'

const NAMED = `'id', t.id, 'name', t.name`

/** A field of the project `p` under the name it is read by; decimals and days as text. */
function selected(name: OwnField, reference: (column: string, to: string, as: string) => string): string {
  const field = fieldOf(name)
  const column = `p.${columnOf(name)}`
  if (field.kind === 'reference') return `${reference(column, field.to, field.as)} AS "${field.as}"`
  return field.kind === 'decimal' || field.kind === 'day' ? `${column}::text AS "${name}"` : `${column} AS "${name}"`
}

/** Fields and investor of one project: what it refers to is looked up. */
export function selectFields(names: readonly OwnField[]): string {
  const lookUp = (column: string, to: string) =>
    `(SELECT jsonb_build_object(${NAMED}) FROM ${to} t WHERE t.id = ${column})`
  return [
    `(SELECT jsonb_build_object(${NAMED}, 'uscc', t.uscc, 'origin', t.origin) FROM investor t
      WHERE t.id = p.investor_id) AS investor`,
    ...names.map((name) => selected(name, lookUp)),
  ].join(', ')
}

/** Fields and investor of many projects, with the joins that bring what they refer to. */
export function joinFields(names: readonly OwnField[]): { select: string; joins: string } {
  const named = (table: string, more = '') =>
    `CASE WHEN ${table}.id IS NOT NULL THEN jsonb_build_object('id', ${table}.id, 'name', ${table}.name${more}) END`
  const references = names.flatMap((name) => {
    const field = fieldOf(name)
    return field.kind === 'reference' ? [{ ...field, column: columnOf(name) }] : []
  })
  return {
    select: [
      `${named('i', `, 'uscc', i.uscc, 'origin', i.origin`)} AS investor`,
      ...names.map((name) => selected(name, (_, __, as) => named(`"of_${as}"`))),
    ].join(', '),
    joins: [
      'LEFT JOIN investor i ON i.id = p.investor_id',
      ...references.map(({ to, as, column }) => `LEFT JOIN ${to} "of_${as}" ON "of_${as}".id = p.${column}`),
    ].join(' '),
  }
}

/** Where a project stands, and when it was last changed. */
export const STANDING = `p.stage::text AS stage, p.status::text AS status, p.stage_on::text AS "stageOn",
  p.signed_from::text AS "signedFrom", p.signed_to::text AS "signedTo",
  p.started_from::text AS "startedFrom", p.started_to::text AS "startedTo", p.updated_at AS "updatedAt"`

import type { Prisma } from '~/generated/prisma/client'

/** The condition of a filter, where the filter asks for something. */
export const ifAsked = <Value>(value: Value | undefined, condition: (value: Value) => Prisma.Sql): Prisma.Sql[] =>
  value === undefined ? [] : [condition(value)]

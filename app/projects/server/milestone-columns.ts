import { Prisma } from '~/generated/prisma/client'
import { pathFrom, type PathStage } from '../domain/stages'

const { raw, join } = Prisma

/** A column of SQL for each stage, named as `project_milestone` names its own: `at_signed`, `own_land_supplied`. */
export const stageColumn = (kind: string) => (stage: PathStage) =>
  raw(`${kind}_${stage.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)

/** The day from which a project counts at the stage: that of the stage's event or of a later stage's. */
export const at = stageColumn('at')
/** The day of the stage's own event; null: skipped. */
export const own = stageColumn('own')
/** The same, where that day was given. */
export const given = stageColumn('given')
/** The last possible day of that event: of a month, its last. */
export const givenTo = stageColumn('given_to')
/** The day from which a verified event stands at the stage. */
export const verified = stageColumn('verified')
/** A list of SQL, one item for each stage of the path from `first` on. */
export const eachStage = (first: PathStage, column: (stage: PathStage) => Prisma.Sql) =>
  join(pathFrom(first).map(column))

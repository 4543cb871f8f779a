import { backupCommands } from './backup'
import type { Command } from './command'
import { figureCommands } from './figure-reports'
import { importCommands } from './imports'
import { industryCommands } from './industries'
import { landCommands } from './land'
import { projectCommands } from './projects'
import { reportCommands } from './reports'
import { screeningCommands } from './screening'
import { unitCommands } from './units'
import { userCommands } from './users'
import { auditCommands } from './audit'

/** Everything `crm` can do: parsing, help and tests are made from this list. */
export const commands: readonly Command[] = [
  ...userCommands,
  ...unitCommands,
  ...industryCommands,
  ...projectCommands,
  ...auditCommands,
  ...importCommands,
  ...landCommands,
  ...screeningCommands,
  ...reportCommands,
  ...figureCommands,
  ...backupCommands,
]

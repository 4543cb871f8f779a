import path from 'node:path'
import { projectRoot } from '~/platform/root'

/** The made-up ledger that the import page offers to try. */
export function sampleLedger(): { path: string; name: string } {
  return { path: path.join(projectRoot(), 'public', 'samples', 'signed-projects-ledger.xlsx'), name: '示例台账.xlsx' }
}

import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { describeHolder, holderOf } from '../lock.js'

/** Stops at once when a server already runs on the data folder: building under it would pull its files away. */
export async function refuseSecondStart() {
  const folder = path.resolve(process.env.DATA_DIR || './data')
  if (!existsSync(folder)) return
  const holder = await holderOf(`${realpathSync(folder)} serving`)
  if (!holder) return
  console.error(
    `数据目录 ${folder} 正由另一个服务使用：${describeHolder(holder)}。请先停止它，或为本服务另设 DATA_DIR。`,
  )
  process.exit(1)
}

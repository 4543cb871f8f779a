import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Named } from '~/projects/domain/read-fields'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Page, Panel } from '~/ui/page'
import { underNode } from './trail'

interface EntryPageProps {
  title: string
  chain: Named
  node: Named
  /** absent: it is to be made */
  entry: { name: string; version: number } | null
  /** its form */
  children: ReactNode
}

/** The page on which something that stands on a node is made, changed or taken off: a local firm, a target company. */
export function EntryPage({ title, chain, node, entry, children }: EntryPageProps) {
  return (
    <Page
      title={title}
      width="reading"
      crumbs={[...underNode(chain, node), { label: title }]}
      actions={
        entry && (
          <ConfirmDialog
            label="移除"
            icon={Trash2}
            title={`从节点“${node.name}”移除“${entry.name}”？`}
            confirmLabel="移除"
            fields={{ intent: 'delete', version: String(entry.version) }}
          >
            移除后不能恢复，日志里仍有记录。
          </ConfirmDialog>
        )
      }
    >
      <Panel>{children}</Panel>
    </Page>
  )
}

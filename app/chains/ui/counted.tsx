import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { COUNTED_STAGES, type NodeCounts } from '../domain/picture'

const WORDS = { built: '已开工', signed: '签约未开工', negotiating: '在谈' } as const

type Counted = keyof typeof WORDS

const ORDER: readonly Counted[] = ['built', 'signed', 'negotiating']

/** The list of exactly the projects of a node that one count counts. */
const projectsTo = (nodeId: string, counted: Counted) =>
  `/projects?${new URLSearchParams([['chainNode', nodeId], ...COUNTED_STAGES[counted].map((stage) => ['stage', stage])])}`

/** The projects of a node by how far they have come, each count a link to its list; nothing where there is none. */
export function ProjectCounts({ node }: { node: NodeCounts & { id: string } }): ReactNode {
  const shown = ORDER.filter((counted) => node[counted] > 0)
  if (shown.length === 0) return null
  return (
    <>
      项目：
      {shown.map((counted, at) => (
        <span key={counted}>
          {at > 0 && '，'}
          {WORDS[counted]}{' '}
          <Link
            to={projectsTo(node.id, counted)}
            className="underline"
            aria-label={`${WORDS[counted]} ${node[counted]} 个项目`}
          >
            {node[counted]}
          </Link>
        </span>
      ))}
    </>
  )
}

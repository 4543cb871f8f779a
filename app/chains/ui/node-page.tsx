import { Link } from '@remix-run/react'
import { Pencil, Plus } from 'lucide-react'
import { StageDot } from '~/projects/ui/stage-dot'
import { formatWan } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { TIER_NAMES } from '../domain/chain'
import type { readNode } from '../server/node'
import { ProjectCounts } from './counted'
import { NodeStateDot } from './node-state'
import { TargetList } from './target-list'
import { nodePath, underChain } from './trail'

type Node = Awaited<ReturnType<typeof readNode>>

interface NodePageProps {
  node: Node
  may: { manage: boolean; addFirm: boolean; addTarget: boolean }
}

/** A node: what it is, and who stands on it or is to be won for it. */
export function NodePage({ node, may }: NodePageProps) {
  const { chain } = node
  const at = nodePath(chain.id, node.id)
  return (
    <Page
      title={node.name}
      marks={<NodeStateDot state={node.state} />}
      crumbs={[...underChain(chain), { label: node.name }]}
      actions={
        may.manage && (
          <LinkButton to={`${at}/edit`} icon={Pencil}>
            编辑节点
          </LinkButton>
        )
      }
    >
      <div className="space-y-4">
        <Panel>
          <KeyValue
            items={[
              { label: '位置', value: `${TIER_NAMES[node.tier]} · ${node.segment}` },
              {
                label: '行业代码',
                value: node.codes.map(({ code, name }) => `${code} ${name ?? ''}`.trim()).join('、'),
                note: node.codes.length > 0 && 'GB/T 4754-2017；这些行业的项目归到这个节点',
              },
              ...(node.tags.length > 0
                ? [
                    {
                      label: '标签',
                      value: (
                        <span className="flex flex-wrap gap-1">
                          {node.tags.map((tag) => (
                            <Badge key={tag}>{tag}</Badge>
                          ))}
                        </span>
                      ),
                    },
                  ]
                : []),
              ...(node.note
                ? [{ label: '说明', value: <span className="whitespace-pre-wrap">{node.note}</span> }]
                : []),
            ]}
          />
        </Panel>
        <Firms node={node} at={at} mayAdd={may.addFirm} />
        <Projects node={node} />
        <Panel
          id="targets"
          title={`目标企业 ${node.counts.targets} 家`}
          flush
          actions={
            may.addTarget && (
              <LinkButton to={`${at}/targets/new`} size="small" tone="quiet" icon={Plus}>
                添加目标企业
              </LinkButton>
            )
          }
        >
          <TargetList
            rows={node.targets}
            ofNode
            empty={<p className="px-4 py-3 text-grey-600">还没有列出想招来的企业。</p>}
          />
        </Panel>
      </div>
    </Page>
  )
}

function Firms({ node, at, mayAdd }: { node: Node; at: string; mayAdd: boolean }) {
  const { firms, counts } = node
  return (
    <Panel
      title={`本地企业 ${counts.firms} 家`}
      actions={
        mayAdd && (
          <LinkButton to={`${at}/firms/new`} size="small" tone="quiet" icon={Plus}>
            登记本地企业
          </LinkButton>
        )
      }
    >
      {firms.length === 0 && <p className="text-grey-600">还没有登记本地企业。</p>}
      <ul className="divide-y divide-grey-200">
        {firms.map((firm) => (
          <li key={firm.id} className="flex items-start justify-between gap-3 py-1.5 first:pt-0 last:pb-0">
            <span className="min-w-0">
              <span className="font-medium">{firm.name}</span>
              <span className="ml-2 text-sm text-grey-600">
                {[firm.park?.name, firm.uscc].filter(Boolean).join(' · ')}
              </span>
              {firm.note && <span className="block text-sm text-grey-600">{firm.note}</span>}
            </span>
            {firm.mayEdit && (
              <Link
                to={`${at}/firms/${firm.id}`}
                aria-label={`编辑${firm.name}`}
                className="flex-none text-sm print:hidden"
              >
                编辑
              </Link>
            )}
          </li>
        ))}
      </ul>
      {firms.length < counts.firms && (
        <p className="mt-2 text-sm text-grey-600">只列出前 {firms.length} 家；全部请导出产业链查看。</p>
      )}
    </Panel>
  )
}

function Projects({ node }: { node: Node }) {
  const { total, items } = node.projects
  return (
    <Panel
      title={`项目 ${total} 个`}
      actions={
        total > 0 && (
          <LinkButton to={`/projects?chainNode=${node.id}`} size="small" tone="quiet">
            在项目列表中看
          </LinkButton>
        )
      }
    >
      {total === 0 ? (
        <p className="text-grey-600">没有您可以查看的项目。项目填了行业代码就会归到节点，也可以在项目页上归入。</p>
      ) : (
        <>
          <p className="mb-2 text-sm text-grey-700">
            <ProjectCounts node={node.counts} />
          </p>
          <ul className="divide-y divide-grey-200">
            {items.map((project) => (
              <li key={project.id} className="flex flex-wrap items-center justify-between gap-x-3 py-1.5">
                <span className="min-w-0">
                  <Link to={`/projects/${project.id}`}>{project.name}</Link>
                  <span className="ml-2 text-sm text-grey-600">
                    {[project.investor, project.investmentWan !== null && formatWan(project.investmentWan)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className="flex-none text-sm">
                  <StageDot stage={project.stage} status={project.status} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { UserRound } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'

export const meta = () => pageTitle('首页')

/** The way in: the first room of the role. Administrators have none, as they touch no business data. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args)
  if (can(actor, 'project.read')) throw redirect('/projects')
  return null
}

export default function Home() {
  return (
    <Page title="首页">
      <EmptyState
        icon={UserRound}
        title="管理账号不接触业务数据"
        actions={<LinkButton to="/password">修改密码</LinkButton>}
      >
        账号、角色和审计的管理命令见使用说明；业务页面请用业务角色登录。
      </EmptyState>
    </Page>
  )
}

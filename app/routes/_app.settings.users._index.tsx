import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { UserPlus } from 'lucide-react'
import { ROLES, ROLE_NAMES, type RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { listUsers, type ListedUser, type UserFilter } from '~/auth/server/list-users'
import { UserState } from '~/auth/ui/user-state'
import { businessTime } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { pageNumber } from '~/shared/page-number'
import { keysOf } from '~/shared/records'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar, type ActiveFilter } from '~/ui/filter-bar'
import { Input } from '~/ui/input'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select, wordOptions } from '~/ui/select'
import { DataTable, type Column } from '~/ui/table'

export const meta = () => pageTitle('用户')

const SIZE = 50
const STATES = { active: '启用', locked: '已锁定', disabled: '已停用', proposed: '待我复核角色' } as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'user.read')
  const query = new URL(args.request.url).searchParams
  const page = pageNumber(query)
  const filter: UserFilter = {
    search: query.get('q')?.trim() || undefined,
    role: ROLES.find((role) => role === query.get('role')),
    state: keysOf(STATES).find((state) => state === query.get('state')),
  }
  const { items, total } = await listUsers(context, { ...filter, offset: (page - 1) * SIZE, limit: SIZE })
  return { items, total, page, filter, mayCreate: can(context.actor, 'user.manage') }
}

type Row = Omit<ListedUser, 'lastLoginAt' | 'disabledAt' | 'lockedUntil'> & {
  lastLoginAt: Date | null
  disabledAt: Date | null
}

function rolesOf({ roles, proposed }: Pick<Row, 'roles' | 'proposed'>): string | null {
  const names = [
    ...roles.map((role: RoleId) => ROLE_NAMES[role]),
    ...proposed.map((role: RoleId) => `${ROLE_NAMES[role]}（待复核）`),
  ]
  return names.join('、') || null
}

const columns: Column<Row>[] = [
  { key: 'login', head: '登录名', primary: true, cell: (user) => user.login },
  { key: 'name', head: '姓名', cell: (user) => user.name },
  { key: 'unit', head: '单位', cell: (user) => user.unit.name },
  { key: 'roles', head: '角色', cell: rolesOf },
  { key: 'state', head: '状态', cell: (user) => <UserState user={user} /> },
  { key: 'last', head: '上次登录', wideOnly: true, cell: (user) => user.lastLoginAt && businessTime(user.lastLoginAt) },
]

export default function Users() {
  const { items, total, page, filter, mayCreate } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active: ActiveFilter[] = [
    ...(filter.search ? [{ params: ['q'], label: '姓名或登录名含', value: filter.search }] : []),
    ...(filter.role ? [{ params: ['role'], label: '角色', value: ROLE_NAMES[filter.role] }] : []),
    ...(filter.state ? [{ params: ['state'], label: '状态', value: STATES[filter.state] }] : []),
  ]
  return (
    <Page
      title="用户"
      actions={
        mayCreate && (
          <LinkButton to="/settings/users/new" tone="primary" icon={UserPlus}>
            新建用户
          </LinkButton>
        )
      }
    >
      <FilterBar active={active}>
        <Input
          name="q"
          aria-label="姓名或登录名"
          placeholder="姓名或登录名"
          defaultValue={params.get('q') ?? ''}
          className="!w-48"
        />
        <Select
          name="role"
          aria-label="角色"
          blank="全部角色"
          defaultValue={filter.role}
          className="!w-40"
          options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
        />
        <Select
          name="state"
          aria-label="状态"
          blank="全部状态"
          defaultValue={filter.state}
          className="!w-32"
          options={wordOptions(STATES)}
        />
      </FilterBar>
      <div className="panel">
        <DataTable
          caption="用户"
          columns={columns}
          rows={items}
          rowKey={(user) => user.id}
          rowTo={(user) => `/settings/users/${user.id}`}
          sortParam={null}
          empty={<EmptyState title="没有符合条件的用户">换个条件再查，或清除筛选。</EmptyState>}
        />
        <Pager {...pages} unit="个用户" />
      </div>
    </Page>
  )
}

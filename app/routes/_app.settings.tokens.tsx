import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { newTokenInput } from '~/auth/domain/inputs'
import { requireContext } from '~/auth/server/request-context'
import { createToken } from '~/auth/server/create-token'
import { listTokens } from '~/auth/server/list-tokens'
import { revokeToken } from '~/auth/server/revoke-token'
import { answerFormOnce, answerSecretOnce, formInput } from '~/platform/http/form-answer'
import { businessTime } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { StatusDot } from '~/ui/badge'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { CopyButton } from '~/ui/copy-button'
import { EmptyState } from '~/ui/empty-state'
import { Field } from '~/ui/field'
import { redirectWithFlash } from '~/ui/flash'
import { Notice } from '~/ui/form'
import { Input } from '~/ui/input'
import { Page, Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { Select } from '~/ui/select'
import { DataTable, type Column } from '~/ui/table'
import { ZodForm, useZodForm } from '~/ui/zod-form'

export const meta = () => pageTitle('我的令牌')

const SIZE = 20
const DAYS = [30, 90, 180, 365].map((days) => ({ value: String(days), label: `${days} 天` }))

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'token.own')
  const page = pageNumber(new URL(args.request.url).searchParams)
  return { ...(await listTokens(context, { offset: (page - 1) * SIZE, limit: SIZE })), page }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'token.own')
  const { intent, ...values } = await formInput(args.request)
  if (intent === 'revoke')
    return answerFormOnce(args, context, values, async () => {
      await revokeToken(context, { tokenId: String(values.tokenId) })
      return redirectWithFlash('/settings/tokens', '令牌已注销')
    })
  const make = async () => {
    const { name, days } = values
    return { name, ...(await createToken(context, { name, days })) }
  }
  return answerSecretOnce(args, context, values, make, ({ name }) =>
    redirectWithFlash('/settings/tokens', tokenUnseen(String(name))),
  )
}

const tokenUnseen = (name: string) =>
  ({ tone: 'warning', text: `令牌“${name}”已经建立，只是没有显示出来；请注销它，再新建一个` }) as const

type Token = Awaited<ReturnType<typeof listTokens>>['items'][number]

const STATES: Record<Token['state'], React.ReactNode> = {
  valid: <StatusDot tone="good">有效</StatusDot>,
  expired: <StatusDot shape="ring">已过期</StatusDot>,
  revoked: <StatusDot shape="dash">已注销</StatusDot>,
}

const columns: Column<Token>[] = [
  { key: 'name', head: '用途', primary: true, cell: (token) => token.name },
  { key: 'state', head: '状态', cell: (token) => STATES[token.state] },
  {
    key: 'expires',
    head: '有效期至',
    wideOnly: true,
    cell: (token) => token.expiresAt && businessTime(token.expiresAt),
  },
  {
    key: 'used',
    head: '上次使用',
    wideOnly: true,
    cell: (token) => (token.lastUsedAt ? businessTime(token.lastUsedAt) : '从未使用'),
  },
  { key: 'created', head: '建立时间', wideOnly: true, cell: (token) => businessTime(token.createdAt) },
  {
    key: 'revoke',
    head: <span className="sr-only">操作</span>,
    align: 'right',
    cell: (token) =>
      token.state === 'valid' ? (
        <ConfirmDialog
          label="注销"
          size="small"
          title={`注销令牌“${token.name}”？`}
          confirmLabel="注销"
          fields={{ intent: 'revoke', tokenId: token.id }}
        >
          使用它的程序立即无法访问接口，注销后不能恢复。
        </ConfirmDialog>
      ) : (
        <span />
      ),
  },
]

export default function Tokens() {
  const { items, total, page } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const made = reply && 'token' in reply ? reply : undefined
  const shown = useRef<HTMLElement>(null)
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  return (
    <Page title="我的令牌" note="程序凭令牌以您的身份访问接口 /api/v1。请勿发给他人；泄露时立即注销。" width="reading">
      <div className="space-y-4">
        {made && (
          <Notice tone="good" title={`令牌“${made.name}”只显示这一次`}>
            <p>请立即保存。有效期至 {businessTime(made.expiresAt)}。</p>
            <p className="mt-1 flex flex-wrap items-center gap-2">
              <code ref={shown} className="select-all break-all font-mono text-base text-ink">
                {made.token}
              </code>
              <CopyButton text={made.token} from={shown} />
            </p>
          </Notice>
        )}
        {/* Made anew after a token was, so that its purpose is not there to be sent again. */}
        <NewToken key={made?.tokenId} reply={reply} />
        <div className="panel">
          <DataTable
            caption="我的令牌"
            columns={columns}
            rows={items}
            rowKey={(token) => token.id}
            sortParam={null}
            empty={
              <EmptyState compact title="还没有令牌">
                需要用程序读取数据时，在上面新建一个。
              </EmptyState>
            }
          />
          {total > 0 && <Pager {...pages} unit="个令牌" />}
        </div>
      </div>
    </Page>
  )
}

function NewToken({ reply }: { reply: unknown }) {
  const form = useZodForm(newTokenInput, { reply, values: { days: '90' } })
  return (
    <Panel title="新建令牌">
      <ZodForm form={form}>
        <div className="flex flex-wrap items-start gap-4">
          <Field label="用途" name="name" required className="w-full sm:w-72">
            <Input {...form.register('name')} autoComplete="off" placeholder="如：与统计系统对接" />
          </Field>
          <Field label="有效期" name="days" className="w-32">
            <Select {...form.register('days')} options={DAYS} />
          </Field>
          <Button type="submit" tone="primary" busy={form.busy} className="mt-[22px]">
            新建
          </Button>
        </div>
      </ZodForm>
    </Panel>
  )
}

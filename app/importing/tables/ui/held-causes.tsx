import { Form, Link } from '@remix-run/react'
import { useId } from 'react'
import { formatNumber } from '~/shared/money'
import { Button } from '~/ui/button'
import { Input } from '~/ui/input'
import { Panel } from '~/ui/page'
import { Select } from '~/ui/select'
import type { ImportPage } from '../server/import-page'

type Held = ImportPage['held']
type Cause = Held['causes'][number]

interface HeldProps {
  importId: string
  /** of the batch; null: rows are corrected one by one, because the rest is imported already */
  version: number | null
  held: Held
}

/** Why rows wait for correction, each cause once: one answer for all of them where there is one, else the way to them. */
export function HeldCauses({ importId, version, held }: HeldProps) {
  const { causes, left } = held
  if (causes.length === 0) return null
  return (
    <Panel title="待更正的原因">
      <ul className="divide-y divide-grey-200">
        {causes.map((cause) => (
          <CauseItem key={cause.key} importId={importId} version={version} cause={cause} />
        ))}
      </ul>
      {left > 0 && (
        <p className="py-2 text-sm text-grey-600">另有 {formatNumber(left)} 种原因，处理过这些之后再列出。</p>
      )}
    </Panel>
  )
}

function CauseItem({ importId, version, cause }: Omit<HeldProps, 'held'> & { cause: Cause }) {
  const id = useId()
  const { key, message, count, asked, rows } = cause
  const search = new URLSearchParams({ tab: 'held', cause: key })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <p id={id}>
          <span className="mr-2 font-medium">{formatNumber(count)} 行</span>
          {message}
        </p>
        <p className="mt-0.5 text-sm text-grey-600">
          {rows.map((row, at) => (
            <span key={row.id}>
              {at > 0 && '、'}
              <Link to={`/imports/${importId}/rows/${row.id}`}>{row.words}</Link>
            </span>
          ))}
          {count > rows.length && (
            <>
              {' '}
              等，<Link to={`?${search.toString()}#rows`}>看全部 {formatNumber(count)} 行</Link>
            </>
          )}
        </p>
      </div>
      {version !== null && asked && (
        <Form method="post" preventScrollReset className="flex max-w-full flex-wrap items-center gap-2">
          <input type="hidden" name="intent" value="cure" />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="key" value={key} />
          <Answer asked={asked} id={`${id}-answer`} describedBy={id} />
          <Button type="submit">{count > 1 ? `应用到全部 ${formatNumber(count)} 行` : '确定'}</Button>
        </Form>
      )}
    </li>
  )
}

function Answer({ asked, id, describedBy }: { asked: NonNullable<Cause['asked']>; id: string; describedBy: string }) {
  if (asked.by === 'year')
    return (
      <label htmlFor={id} className="flex items-center gap-1.5">
        这些日期是
        <Input
          id={id}
          name="value"
          inputMode="numeric"
          maxLength={4}
          aria-describedby={describedBy}
          className="!w-20"
        />
        年
      </label>
    )
  return (
    <Select
      name="value"
      aria-label="这些行"
      aria-describedby={describedBy}
      options={[{ value: '?', label: '请选择' }, ...asked.offered]}
      defaultValue="?"
      className="!w-56"
    />
  )
}

import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { replyOf } from '~/ui/form-reply'
import { Input } from '~/ui/input'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { segmentsInput, TIER_NAMES, TIERS } from '../domain/chain'
import type { StoredSegment } from '../server/save-segments'

/** Empty rows to add segments in. */
const SPARE = 4

const TIER_OPTIONS = TIERS.map((tier) => ({ value: tier, label: TIER_NAMES[tier] }))

interface SegmentsFormProps {
  segments: readonly StoredSegment[]
  version: number
  reply: unknown
  cancelTo: string
}

/** All segments of a chain, a row each; what was typed stands there again after a refusal. */
export function SegmentsForm({ segments, version, reply, cancelTo }: SegmentsFormProps) {
  const spare = Array.from({ length: SPARE }, () => ({ id: '', tier: 'upstream', name: '', nodes: 0 }))
  const rows = [...segments, ...spare]
  const form = useZodForm(segmentsInput, { values: { segments: rows }, reply })
  const stale = replyOf(reply)?.code === 'stale'
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} labels={{}} />
      {stale && (
        <p className="mb-3 text-sm">
          您填写的环节都还在下面；
          <a href={cancelTo} className="underline">
            先看看现在的产业链
          </a>
          ，再保存。
        </p>
      )}
      <ul className="space-y-2">
        {rows.map((row, at) => (
          <li key={row.id || `new${at}`} className="flex flex-wrap items-start gap-2">
            <input type="hidden" name={`segments.${at}.id`} value={row.id} />
            <Field label="位置" name={`segments.${at}.tier`} hideLabel={at > 0} className="w-28">
              <Select options={TIER_OPTIONS} {...form.register(`segments.${at}.tier`)} />
            </Field>
            <Field label="环节名称" name={`segments.${at}.name`} hideLabel={at > 0} className="min-w-[180px] flex-1">
              <Input
                autoComplete="off"
                placeholder={row.id ? undefined : '新环节'}
                {...form.register(`segments.${at}.name`)}
              />
            </Field>
            {row.id && (
              <span className={`w-20 text-sm text-grey-600 ${at === 0 ? 'sm:mt-7' : 'mt-1.5'}`}>
                {row.nodes} 个节点
              </span>
            )}
            {!row.id && <span className="hidden w-20 sm:block" />}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-grey-600">
        同一位置的环节按这里的先后排列。清空名称就是删除，环节里没有节点才能删除。一次最多添加 {SPARE}{' '}
        个，保存后可以接着加。
      </p>
      <SubmitActions form={form} label="保存环节" cancelTo={cancelTo} />
    </ZodForm>
  )
}

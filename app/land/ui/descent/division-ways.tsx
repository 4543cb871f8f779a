import { Form, useSearchParams } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { FieldError } from '~/shared/errors'
import { Button, LinkButton } from '~/ui/button'
import { Field } from '~/ui/field'
import { NumberInput, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import type { Side } from '../../domain/descent/division'

type ShownSide = Omit<Side, 'middle'>

interface DivisionWaysProps {
  plotId: string
  sides: readonly ShownSide[]
  errors: readonly FieldError[]
}

const sideWords = ({ index, facing, length }: ShownSide) => `${index + 1} 号边 · ${facing}侧 ${length.toFixed(2)} 米`

/** The three ways to divide a plot; each leads to a preview under an address of its own. */
export function DivisionWays({ plotId, sides, errors }: DivisionWaysProps) {
  const [params] = useSearchParams()
  const way = params.get('way')
  const errorAt = (of: string, path: string) =>
    of === way ? errors.find((error) => error.path === path)?.message : undefined
  const side = (of: string) => (
    <Field label="沿哪条边" name="side" error={errorAt(of, 'side')} className="w-full sm:w-auto sm:grow">
      <Select
        name="side"
        defaultValue={(of === way && params.get('side')) || undefined}
        options={sides.map((each) => ({ value: String(each.index), label: sideWords(each) }))}
      />
    </Field>
  )
  const typed = (of: string, name: string) => (of === way ? (params.get(name) ?? '') : '')
  return (
    <div className="divide-y divide-grey-200">
      <Way way="equal" title="平均分成几份">
        <Field label="份数" name="count" error={errorAt('equal', 'count')} className="w-28 flex-none">
          <NumberInput name="count" unit="份" digits={0} defaultValue={typed('equal', 'count') || '2'} />
        </Field>
        {side('equal')}
      </Way>
      <Way way="cut" title="沿一条边切出若干亩">
        <Field label="切出" name="mu" error={errorAt('cut', 'mu')} className="w-28 flex-none">
          <NumberInput name="mu" unit="亩" defaultValue={typed('cut', 'mu')} />
        </Field>
        {side('cut')}
      </Way>
      <Way way="line" title="按一条线分割">
        <Field
          label="线上的点"
          name="line"
          error={errorAt('line', 'line')}
          hint="每行一个点，用空格或逗号隔开：经纬度，或本地块坐标系的平面坐标；两端自动延长到界线"
          className="w-full"
        >
          <Textarea name="line" rows={3} defaultValue={typed('line', 'line').replaceAll(';', '\n')} />
        </Field>
        <LinkButton to={`/map?plot=${plotId}&draw=split`}>在地图上画线</LinkButton>
      </Way>
    </div>
  )
}

function Way({ way, title, children }: { way: string; title: string; children: ReactNode }) {
  return (
    <Form method="get" preventScrollReset aria-label={title} className="py-3 first:pt-0 last:pb-0">
      <h3 className="mb-2 font-medium">{title}</h3>
      <input type="hidden" name="way" value={way} />
      <div className={clsx('flex flex-wrap items-start gap-3', way !== 'line' && 'sm:flex-nowrap')}>
        {children}
        <Button type="submit" className={way === 'line' ? undefined : 'sm:mt-[22px]'}>
          预览
        </Button>
      </div>
    </Form>
  )
}

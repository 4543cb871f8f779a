import { Form } from '@remix-run/react'
import { useState } from 'react'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Field } from '~/ui/field'
import { useHydrated } from '~/ui/use-hydrated'
import { UnitSelect, type UnitChoice } from './unit-select'

interface MergedUnit {
  name: string
  version: number
  users: number
  holds: readonly { label: string; measure: string; count: number }[]
  children: number
}

const FORM = 'merge-unit'

/** Merges a unit into another that is picked, after asking once. */
export function MergeUnit({ unit, units, error }: { unit: MergedUnit; units: readonly UnitChoice[]; error?: string }) {
  const hydrated = useHydrated()
  const [intoId, setIntoId] = useState('')
  const goesOver = [
    `${unit.users} 名用户`,
    ...unit.holds.map(({ label, measure, count }) => `${count} ${measure}${label}`),
    `${unit.children} 个下级单位`,
  ].join('、')
  const into = units.find(({ id }) => id === intoId)?.name
  return (
    <>
      <p className="mb-3 text-sm text-grey-700">
        {goesOver}转到并入的单位， “{unit.name}
        ”成为它的别名；合并前印发的报表仍可按当时的口径重现。
      </p>
      <Form method="post" id={FORM} key={unit.version} className="flex flex-wrap items-start gap-4">
        <input type="hidden" name="intent" value="merge" />
        <input type="hidden" name="version" value={unit.version} />
        <Field label="并入" name="intoId" error={error} className="w-full sm:w-80">
          <UnitSelect name="intoId" units={units} onChange={(event) => setIntoId(event.target.value)} />
        </Field>
        <div className="mt-[22px]">
          <ConfirmDialog
            form={FORM}
            align="left"
            label="合并"
            title={`把“${unit.name}”并入${into ? `“${into}”` : '所选单位'}？`}
            confirmLabel="合并"
            disabled={hydrated && !into}
          >
            {`${goesOver}随之转入，此后不再有“${unit.name}”。合并不能撤销。`}
          </ConfirmDialog>
        </div>
      </Form>
    </>
  )
}

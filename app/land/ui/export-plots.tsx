import { useSearchParams } from '@remix-run/react'
import { FileDown } from 'lucide-react'
import { Button, buttonClass } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Field } from '~/ui/field'
import { Select } from '~/ui/select'
import { PLANE_OPTIONS } from './plane-options'
import { PLOT_FORMAT_NAMES, PLOT_FORMATS } from '../domain/export/plot-files'

/** Saves the plots of the list as a file. */
export function ExportPlots() {
  const [params] = useSearchParams()
  const kept = [...params].filter(([name]) => name !== 'page')
  return (
    <Disclosure
      label={
        <>
          <FileDown aria-hidden className="h-4 w-4" strokeWidth={1.75} />
          导出
        </>
      }
      summaryClass={buttonClass('plain')}
      align="right"
      across
    >
      <form method="get" action="/plots/file" className="w-72 space-y-3 p-4 max-sm:w-full">
        {kept.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <Field label="格式" name="format">
          <Select options={PLOT_FORMATS.map((value) => ({ value, label: PLOT_FORMAT_NAMES[value] }))} />
        </Field>
        <Field label="坐标系" name="crs" hint="GeoJSON 总是经纬度">
          <Select blank="与多数地块相同" options={PLANE_OPTIONS} />
        </Field>
        <Field label="文字编码" name="encoding" hint="Shapefile 和报盘 TXT 的编码">
          <Select options={['GBK', 'UTF-8'].map((value) => ({ value, label: value }))} />
        </Field>
        <Button type="submit" tone="primary">
          下载
        </Button>
      </form>
    </Disclosure>
  )
}

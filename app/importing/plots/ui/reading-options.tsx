import { Form } from '@remix-run/react'
import { RotateCw } from 'lucide-react'
import { MAP_DATUM_NAMES, MAP_DATUMS } from '~/land/domain/coordinates/map-datums'
import { PLOT_STATUS_NAMES } from '~/land/domain/status/status'
import { PLANE_OPTIONS } from '~/land/ui/plane-options'
import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { Panel } from '~/ui/page'
import { Select } from '~/ui/select'

interface Chosen {
  epsg?: number | null
  encoding?: string | null
  datum?: string | null
  status?: string | null
}

const words = (all: readonly string[]) => all.map((value) => ({ value, label: value }))
const DATUMS = MAP_DATUMS.map((value) => ({ value, label: MAP_DATUM_NAMES[value] }))

const PlaneField = ({ epsg = null }: Pick<Chosen, 'epsg'>) => (
  <Field label="坐标系" name="crs" hint="文件没有 .prj、坐标没有带号时选">
    <Select
      blank="按文件"
      options={[...PLANE_OPTIONS, { value: '4490', label: '经纬度（EPSG:4490）', group: '经纬度' }]}
      defaultValue={epsg === null ? '' : String(epsg)}
    />
  </Field>
)

/** What a boundary may not say itself of its coordinates. */
export const CoordinateFields = () => (
  <div className="grid gap-3 sm:grid-cols-2">
    <PlaneField />
    <Field label="地图坐标" name="datum" hint="从网上地图下载或描的才选，换算后有几分米误差">
      <Select blank="不是，是测绘坐标" options={DATUMS} defaultValue="" />
    </Field>
  </div>
)

/** What a map file may not say itself: coordinates, encoding, how far new plots are. */
export function OptionFields({ epsg = null, encoding, datum, status }: Chosen) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <PlaneField epsg={epsg} />
      <Field label="文字编码" name="encoding" hint="属性表里的中文是乱码时选">
        <Select blank="自动识别" options={words(['GBK', 'UTF-8', 'Big5'])} defaultValue={encoding ?? ''} />
      </Field>
      <Field label="地图坐标" name="datum" hint="从网上地图描的才选：只作示意，不算面积">
        <Select blank="不是，是测绘坐标" options={DATUMS} defaultValue={datum ?? ''} />
      </Field>
      <Field label="没有状态的新地块" name="status" hint="报盘 TXT、界址点表没有状态">
        <Select blank="留待补上" options={words(Object.values(PLOT_STATUS_NAMES))} defaultValue={status ?? ''} />
      </Field>
    </div>
  )
}

/** Has the file of an import read again by other choices. */
export function ReadAgainBy({ version, chosen }: { version: number; chosen: Chosen }) {
  return (
    <Panel title="坐标和文字">
      <Form method="post">
        <input type="hidden" name="intent" value="options" />
        <input type="hidden" name="version" value={version} />
        <OptionFields key={version} {...chosen} />
        <Button type="submit" icon={RotateCw} className="mt-3">
          按此重新读取
        </Button>
      </Form>
    </Panel>
  )
}

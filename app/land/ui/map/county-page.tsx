import { useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { businessTime } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { KeptForm } from '~/ui/draft/kept-form'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FormErrors } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import type { Figure } from '../../domain/figure'
import { PlotFigure } from '../plot-figure'

interface CountyPageProps {
  boundary: { name: string; loadedAt: Date; areaKm2: number; parts: number; figure: Figure } | null
  /** how its coordinates are to be read */
  options: ReactNode
  reply: FormReply | undefined
}

/** The boundary of the county: looked at, loaded, replaced, removed. */
export function CountyPage({ boundary, options, reply }: CountyPageProps) {
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Page
      title="县界"
      width="reading"
      note="地图上画出县界；导入地块时，全在县界以外的留待更正，一部分在外的给出提示。"
    >
      <div className="space-y-4">
        <Panel
          title="现有县界"
          actions={
            boundary && (
              <ConfirmDialog
                label="移除"
                size="small"
                tone="quiet"
                title="移除县界？"
                confirmLabel="移除"
                fields={{ intent: 'remove' }}
              >
                地图不再画县界，导入地块也不再按它检查。
              </ConfirmDialog>
            )
          }
        >
          {boundary ? (
            <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_240px]">
              <KeyValue
                items={[
                  { label: '文件', value: boundary.name },
                  { label: '面积', value: `${formatNumber(boundary.areaKm2)} 平方公里` },
                  { label: '图形', value: boundary.parts === 1 ? '一片' : `${boundary.parts} 片` },
                  { label: '上传', value: businessTime(boundary.loadedAt) },
                ]}
              />
              <PlotFigure figure={boundary.figure} label="县界的轮廓，上北" labels={[]} className="!max-h-60" />
            </div>
          ) : (
            <p className="text-grey-600">还没有县界，导入地块时不检查是否在县内。</p>
          )}
        </Panel>
        <Panel title={boundary ? '替换' : '上传'}>
          {reply && (
            <FormErrors
              title="没有保存"
              errors={reply.errors.length > 0 ? reply.errors : [{ message: reply.message ?? '请重试' }]}
            />
          )}
          <KeptForm method="post" encType="multipart/form-data">
            <fieldset disabled={busy}>
              <Field label="县界文件" name="file" hideLabel>
                <FileDrop
                  name="file"
                  accept=".zip,.geojson,.json"
                  hint="面图层：GeoJSON，或 Shapefile 的 zip 压缩包（.shp、.dbf、.shx、.prj）。坐标用 2000 坐标系；高德、百度坐标的选“地图坐标”"
                />
              </Field>
              <div className="mt-3">{options}</div>
              <Button type="submit" tone="primary" className="mt-3">
                {busy ? '正在读取…' : boundary ? '替换县界' : '上传县界'}
              </Button>
            </fieldset>
          </KeptForm>
        </Panel>
      </div>
    </Page>
  )
}

import type { RequestContext } from '~/auth/domain/actor'
import type { Action } from '~/auth/domain/can'
import { PARK_PROPERTIES, PLOT_PROPERTIES } from '~/land/domain/export/features'
import {
  parkExtent,
  parkFeature,
  parkFeatures,
  plotExtent,
  plotFeature,
  plotFeatures,
  type Extent,
  type FeaturePage,
  type FeatureQuestion,
} from '~/land/server/export/features'
import type { z } from 'zod'

/** A collection as OGC API – Features offers it. */
export interface Collection {
  id: string
  title: string
  description: string
  action: Action
  /** what can be asked for by equality */
  properties: Record<string, z.ZodType<string>>
  page: (context: RequestContext, question: FeatureQuestion<string>) => Promise<FeaturePage>
  one: (context: RequestContext, id: string) => Promise<string | null>
  extent: (context: RequestContext) => Promise<Extent>
}

export const COLLECTIONS: readonly Collection[] = [
  {
    id: 'parks',
    title: '园区',
    description: '在用的园区及其界线',
    action: 'park.read',
    properties: PARK_PROPERTIES,
    page: parkFeatures,
    one: parkFeature,
    extent: parkExtent,
  },
  {
    id: 'plots',
    title: '地块',
    description: '现有地块：状态、面积（亩）、用地性质、是否被占用。时间是状态起始日，不详的任何时间都符合。',
    action: 'plot.read',
    properties: PLOT_PROPERTIES,
    page: plotFeatures,
    one: plotFeature,
    extent: plotExtent,
  },
]

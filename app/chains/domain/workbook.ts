import type { BookNotes, Workbook } from '~/shared/workbook'

/**
 * The workbook in which chains are exported and imported: a sheet a kind, its columns by their heads. Both ways are made from
 * here, so that what was written is read again.
 */
export const WORKBOOK = {
  chains: {
    sheet: '产业链',
    columns: {
      name: '产业链',
      aliases: '别名',
      leader: '链长',
      leaderTitle: '链长职务',
      unit: '牵头单位',
      leadingParks: '主导园区',
      supportingParks: '配套园区',
      note: '说明',
    },
  },
  nodes: {
    sheet: '节点',
    columns: {
      chain: '产业链',
      tier: '位置',
      segment: '环节',
      name: '节点',
      codes: '行业代码',
      tags: '标签',
      place: '次序',
      note: '说明',
    },
  },
  firms: {
    sheet: '本地企业',
    columns: {
      chain: '产业链',
      node: '节点',
      name: '企业名称',
      uscc: '统一社会信用代码',
      park: '园区',
      note: '说明',
    },
  },
  targets: {
    sheet: '目标企业',
    columns: {
      chain: '产业链',
      node: '节点',
      name: '企业名称',
      region: '所在地',
      reason: '招引理由',
      unit: '责任单位',
      state: '状态',
    },
  },
} as const satisfies Workbook

export type RowKind = keyof typeof WORKBOOK

/** In the order in which they build on each other. */
export const ROW_KINDS = ['chains', 'nodes', 'firms', 'targets'] as const satisfies readonly RowKind[]

/** How the sheets are filled in. */
export const WORKBOOK_NOTES: BookNotes = [
  ['产业链', '一行一条链。别名是项目和台账里的其他写法；别名、园区有几个时用顿号分开，园区按系统里的名称写。'],
  ['节点', '一行一个节点。位置填上游、中游或下游；行业代码按 GB/T 4754-2017，几个时用顿号分开，如 3825、384。'],
  ['本地企业', '一行一家企业，写明在哪条链的哪个节点上。'],
  ['目标企业', '一行一家想招来的企业。状态填待接触、已接触、洽谈中、已登记项目或暂不跟进，不填为待接触。'],
  ['导入时', '同名的更新，没有的新建；空着的格子不改动已有内容。先预览，确认后才写入。'],
]

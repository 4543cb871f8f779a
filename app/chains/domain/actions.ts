import type { AuditWords } from '~/audit/domain/words'
import { hasRole, READER_ROLES, WRITER_ROLES, type Actor } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { POSITION_NAMES, TIER_NAMES } from './chain'
import { TARGET_STATE_NAMES } from './target'

/** A local firm as `can` needs it: the committee of its park. */
export interface FirmSubject {
  parkUnitId: string | null
}

/** A target company as `can` needs it: the unit that is after it. */
export interface TargetSubject {
  unitId: string | null
}

const keepsFirm = (actor: Actor, { parkUnitId }: FirmSubject) =>
  hasRole(actor, 'bureau') || (parkUnitId !== null && parkUnitId === actor.unitId)

const followsTarget = (actor: Actor, { unitId }: TargetSubject) =>
  hasRole(actor, 'bureau') || (unitId !== null && unitId === actor.unitId)

export const CHAIN_ACTIONS = {
  'chain.read': { roles: READER_ROLES },
  'chain.manage': { roles: ['bureau'] },
  // A park keeps the firms of its own ground.
  'chainFirm.edit': { roles: ['bureau', 'park'], decide: keepsFirm },
  'chainTarget.edit': { roles: WRITER_ROLES, decide: followsTarget },
} as const satisfies ActionRules

export const CHAIN_AUDIT = {
  actions: {
    'chain.create': '新建产业链',
    'chain.update': '修改产业链',
    'chain.delete': '删除产业链',
    'chain.import': '导入产业链',
    'chain.export': '导出产业链',
    'chainNode.create': '新建产业链节点',
    'chainNode.update': '修改产业链节点',
    'chainNode.delete': '删除产业链节点',
    'chainNode.place': '归入产业链节点',
    'chainFirm.create': '登记本地企业',
    'chainFirm.update': '修改本地企业',
    'chainFirm.delete': '移除本地企业',
    'chainTarget.create': '登记目标企业',
    'chainTarget.update': '修改目标企业',
    'chainTarget.delete': '移除目标企业',
  },
  subjects: { chain: '产业链', chainNode: '产业链节点', chainFirm: '链上企业', chainTarget: '目标企业' },
  fields: {
    aliases: '别名',
    leader: '链长',
    leaderTitle: '链长职务',
    leadingParks: '主导园区',
    supportingParks: '配套园区',
    segments: '环节',
    segment: '环节',
    chain: '产业链',
    codes: '行业代码',
    tags: '标签',
    place: '次序',
    node: '节点',
    nodes: '节点',
    firms: '本地企业',
    targets: '目标企业',
    region: '所在地',
    reason: '招引理由',
    uscc: '统一社会信用代码',
    state: '状态',
    fileName: '文件',
    count: '条数',
    created: '新建',
    updated: '更新',
    held: '不能导入',
  },
  values: { ...TIER_NAMES, ...POSITION_NAMES, ...TARGET_STATE_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof CHAIN_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    chains: typeof CHAIN_AUDIT
  }
}

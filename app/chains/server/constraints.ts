import { explainBroken, type ConstraintWords } from '~/platform/database/explain-constraint'

const BY_CONSTRAINT: ConstraintWords = {
  chain_name_key: ['name', '已有同名的产业链'],
  chain_segment_chain_id_name_key: ['segments', '环节名称重复'],
  chain_node_chain_id_name_key: ['name', '这条产业链上已有同名的节点'],
  chain_node_segment_id_chain_id_fkey: ['segmentId', '没有这个环节，请从列表中选择'],
  chain_firm_node_id_name_key: ['name', '这个节点已登记同名的企业'],
  chain_target_node_id_name_key: ['name', '这个节点已有同名的目标企业'],
  chain_firm_park_id_fkey: ['parkId', '没有这个园区，请从列表中选择'],
  chain_unit_id_fkey: ['unitId', '没有这个单位，请从列表中选择'],
  chain_target_unit_id_fkey: ['unitId', '没有这个单位，请从列表中选择'],
}

/** Runs a write and says a broken rule of the database in the words of the form. */
export const explainTaken = <T>(write: () => Promise<T>): Promise<T> => explainBroken(BY_CONSTRAINT, 'taken', write)

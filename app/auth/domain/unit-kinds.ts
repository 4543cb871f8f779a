export const UNIT_KINDS = ['county', 'bureau', 'town', 'park', 'outpost', 'department'] as const

export type UnitKindId = (typeof UNIT_KINDS)[number]

export const UNIT_KIND_NAMES: Record<UnitKindId, string> = {
  county: '县（市、区）',
  bureau: '招商部门',
  town: '乡镇（街道）',
  park: '园区管委会',
  outpost: '驻外联络处',
  department: '部门',
}

export const UNIT_KIND_OPTIONS = UNIT_KINDS.map((kind) => ({ value: kind, label: UNIT_KIND_NAMES[kind] }))

import { THRESHOLDS_DECIDE, type RuleSetText } from '../rules/rule-set'

type CriterionText = RuleSetText['criteria'][number]

const threshold = (
  id: string,
  label: string,
  direction: 'atLeast' | 'atMost',
  limit: Extract<CriterionText, { kind: 'threshold' }>['limit'],
): CriterionText => ({ kind: 'threshold', id, label, measure: id, direction, limit })

/** 宣区〔2025〕11号: the one of four plots offered that day that is 标准地. */
export const STANDARD_LAND_XUANCHENG: RuleSetText = {
  id: 'standard-land-xuancheng-2025',
  name: '标准地：宣城宣州 2025',
  note: '宣区〔2025〕11号（狸桥镇，8,913 ㎡，通用设备制造业）出让公告所附的控制指标。',
  scope: 'county',
  effectiveFrom: '2025-04-09',
  sources: [{ title: '宣城市国有建设用地使用权出让公告', number: '宣区〔2025〕11号' }],
  criteria: [
    threshold('investmentIntensity', '投资强度', 'atLeast', 200),
    threshold('taxPerMu', '亩均税收', 'atLeast', 15),
    threshold('addedValuePerTce', '单位能耗增加值', 'atLeast', 5.5),
    threshold('floorAreaRatio', '容积率', 'atLeast', 1.2),
    threshold('buildingDensity', '建筑密度', 'atLeast', 40),
    threshold('greenRatio', '绿地率', 'atMost', 15),
    threshold('adminLandShare', '行政办公及生活服务用地占比', 'atMost', 7),
  ],
  decision: THRESHOLDS_DECIDE,
}

/** 宁海岔路镇 20-8. */
export const STANDARD_LAND_NINGHAI: RuleSetText = {
  id: 'standard-land-ninghai-2021',
  name: '标准地：宁海 2021',
  note: '宁海岔路镇 20-8 地块（11,781 ㎡，产业用纺织制成品制造）出让公告所附的控制指标。',
  scope: 'county',
  effectiveFrom: '2021-01-01',
  sources: [{ title: '宁海县国有建设用地使用权出让公告', number: '宁自然资规告〔2021〕01037号' }],
  criteria: [
    threshold('investmentIntensity', '投资强度', 'atLeast', 216),
    threshold('taxPerMu', '亩均税收', 'atLeast', 19.5),
    threshold('outputPerMu', '土地产出率', 'atLeast', 307),
    threshold('addedValuePerTce', '单位能耗增加值', 'atLeast', 1.1),
    threshold('addedValuePerEmission', '单位排放增加值', 'atLeast', 1762.3),
    threshold('floorAreaRatio', '容积率', 'atLeast', 1.2),
    threshold('buildingDensity', '建筑密度', 'atMost', 55),
    threshold('greenRatio', '绿地率', 'atMost', 20),
  ],
  decision: THRESHOLDS_DECIDE,
}

/** The document names trades, not codes: which codes they are is ours, and to be checked. */
const LONGCHANG = {
  glass: { label: '玻璃制品制造', codes: ['304', '305'] },
  ceramics: { label: '陶瓷制品制造', codes: ['307'] },
  equipment: { label: '装备制造', codes: ['33', '34', '35', '36', '37', '38', '40'] },
  food: { label: '食品饮料', codes: ['13', '14', '15'] },
  materials: { label: '新材料', codes: ['265', '282', '306', '308', '309', '324', '3985'] },
} as const

const row = (trade: keyof typeof LONGCHANG, value: number | null) => ({
  label: LONGCHANG[trade].label,
  codes: [...LONGCHANG[trade].codes],
  value,
})

/** 隆府办发〔2022〕58号, five trades. Glass and ceramics have no line for R&D. */
export const STANDARD_LAND_LONGCHANG: RuleSetText = {
  id: 'standard-land-longchang-2022',
  name: '标准地：隆昌内荣工业园 2022',
  note: '文件按五个行业写指标，没有写行业代码；代码为对照所加，待核。未列的行业没有规定，作“资料不全”处理。',
  scope: 'park',
  effectiveFrom: '2022-01-01',
  sources: [{ title: '隆昌市工业项目“标准地”控制指标', number: '隆府办发〔2022〕58号' }],
  criteria: [
    threshold('investmentIntensity', '投资强度', 'atLeast', {
      byIndustry: [
        row('glass', 150),
        row('ceramics', 150),
        row('equipment', 150),
        row('food', 150),
        row('materials', 150),
      ],
    }),
    threshold('taxPerMu', '亩均税收', 'atLeast', {
      byIndustry: [row('glass', 8), row('ceramics', 8), row('equipment', 8), row('food', 8), row('materials', 8)],
    }),
    threshold('outputPerMu', '亩均产值', 'atLeast', {
      byIndustry: [
        row('glass', 250),
        row('ceramics', 250),
        row('equipment', 350),
        row('food', 300),
        row('materials', 250),
      ],
    }),
    threshold('rdShare', '研发费用占营业收入', 'atLeast', {
      byIndustry: [row('glass', null), row('ceramics', null), row('equipment', 2), row('food', 1), row('materials', 2)],
    }),
  ],
  decision: THRESHOLDS_DECIDE,
}

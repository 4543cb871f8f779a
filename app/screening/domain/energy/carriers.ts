/** Where a factor is written down; `toBeVerified` marks what was seen second-hand only. */
export interface FactSource {
  source: string
  toBeVerified?: boolean
}

/** A factor from a day on. */
interface DatedFactor extends FactSource {
  from: string
  factor: number
}

export interface EnergyCarrier {
  label: string
  /** units it is counted in, each as so many of `unit` */
  units: Readonly<Record<string, number>>
  /** the unit that the factors are for */
  unit: string
  /** tce a unit, 当量值 */
  calorific: FactSource & { factor: number }
  /** tce a unit, 等价值; left out where it is the calorific one */
  primary?: readonly DatedFactor[]
  /** t CO₂ a unit; left out where no factor is known */
  co2?: readonly DatedFactor[]
}

const STANDARD: FactSource = { source: 'GB/T 2589-2020 附录 A（据《中国能源统计年鉴 2023》附录）', toBeVerified: true }
const CO2: FactSource = {
  source: '按《省级温室气体清单编制指南（试行）》（发改办气候〔2011〕1041号）缺省值计算',
  toBeVerified: true,
}
const HEAT_CO2: FactSource = { source: '企业温室气体排放核算指南：热力 0.11 tCO₂/GJ', toBeVerified: true }

const MASS = { t: 1, kg: 0.001 }
const VOLUME = { m3: 1, 万m3: 10_000 }

const co2 = (factor: number): DatedFactor[] => [{ from: '2011-01-01', factor, ...CO2 }]

const fuel = (label: string, factor: number, tCo2?: number): EnergyCarrier => ({
  label,
  unit: 't',
  units: MASS,
  calorific: { factor, ...STANDARD },
  ...(tCo2 === undefined ? {} : { co2: co2(tCo2) }),
})

/** Carriers of energy by id. Factors are tons of standard coal (29,307 MJ) a unit. */
export const ENERGY_CARRIERS = {
  electricity: {
    label: '电力',
    unit: 'kWh',
    units: { kWh: 1, MWh: 1000, 万kWh: 10_000 },
    calorific: { factor: 0.000_122_9, ...STANDARD },
    primary: [
      { from: '2000-01-01', factor: 0.000_31, source: '各地用能审计所用，节能审查用当量值', toBeVerified: true },
    ],
    co2: [
      {
        from: '2021-01-01',
        factor: 0.000_556_8,
        source: '2021 年全国电力平均二氧化碳排放因子，生态环境部、国家统计局公告',
      },
      {
        from: '2022-01-01',
        factor: 0.000_536_6,
        source: '2022 年全国电力平均二氧化碳排放因子，生态环境部、国家统计局公告',
      },
    ],
  },
  rawCoal: fuel('原煤', 0.7143, 1.9003),
  washedCoal: fuel('洗精煤', 0.9),
  coke: fuel('焦炭', 0.9714, 2.8604),
  crudeOil: fuel('原油', 1.4286, 3.0202),
  gasoline: fuel('汽油', 1.4714, 2.9251),
  kerosene: fuel('煤油', 1.4714, 3.0179),
  diesel: fuel('柴油', 1.4571, 3.0959),
  fuelOil: fuel('燃料油', 1.4286, 3.1705),
  lpg: fuel('液化石油气', 1.7143, 3.1013),
  refineryGas: fuel('炼厂干气', 1.5714, 3.0119),
  naturalGas: {
    label: '天然气',
    unit: 'm3',
    units: VOLUME,
    // The standard gives 1.1000 to 1.3300 kgce a cubic metre: the upper bound, so that no review is missed.
    calorific: {
      factor: 0.001_33,
      source: 'GB/T 2589-2020 附录 A 范围 1.1000–1.3300 kgce/m³，取上限',
      toBeVerified: true,
    },
    co2: co2(0.002_162_2),
  },
  cokeOvenGas: {
    label: '焦炉煤气',
    unit: 'm3',
    units: VOLUME,
    calorific: { factor: 0.000_571_4, source: 'GB/T 2589-2020 附录 A 下限', toBeVerified: true },
  },
  steam: {
    label: '热力（蒸汽、热水）',
    unit: 'GJ',
    // A ton of low-pressure steam holds 0.1286 tce, which is 0.1286 ÷ 0.03412 GJ.
    units: { GJ: 1, MJ: 0.001, t: 0.1286 / 0.03412 },
    calorific: { factor: 0.03412, ...STANDARD },
    co2: [{ from: '2011-01-01', factor: 0.11, ...HEAT_CO2 }],
  },
} as const satisfies Record<string, EnergyCarrier>

export type EnergyCarrierId = keyof typeof ENERGY_CARRIERS

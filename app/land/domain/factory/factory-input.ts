import { z } from 'zod'
import {
  decimalInput,
  longTextInput,
  optionalDay,
  optionalId,
  requiredDay,
  textInput,
  tickInput,
} from '~/shared/field-inputs'
import { halfWidth } from '~/shared/text'

/** The facts of a floor that its form asks for, by their labels; the log calls them so too. */
export const FACTORY_LABELS = {
  parkId: '园区',
  building: '楼栋',
  floor: '楼层',
  areaM2: '建筑面积（㎡）',
  heightM: '层高（m）',
  loadKn: '楼面荷载（kN/㎡）',
  rentYuan: '租金（元/㎡·月）',
  plotId: '所在地块',
  underConstruction: '在建',
  doneOn: '预计建成',
  note: '说明',
} as const

export type FactoryFact = keyof typeof FACTORY_LABELS

const positive = (label: string, unit: string, max: number) =>
  decimalInput(label, unit, max).refine((value) => value === null || Number(value) > 0, `${label}应大于 0`)

const LOWEST = -5
const HIGHEST = 60

/** A floor by its number, as people write it: 2, 2层, -1, B1, 地下1层. */
const floorInput = z.union([z.string(), z.number()], { error: '请填写楼层' }).transform((value, context) => {
  const text = halfWidth(String(value)).replace(/\s/g, '')
  const [, below, number] = /^(-|[Bb]|地下)?第?(\d{1,2})[层楼Ff]?$/.exec(text) ?? []
  const floor = Number(number) * (below === undefined ? 1 : -1)
  if (floor >= LOWEST && floor <= HIGHEST && floor !== 0) return floor
  context.addIssue({ code: 'custom', message: '楼层请填数字：地面一层填 1，地下一层填 -1' })
  return z.NEVER
})

/** A floor as its form gives it. */
export const factoryInput = z
  .object({
    parkId: z.uuid({ error: '请选择园区' }),
    building: textInput('楼栋', 60).refine((text): text is string => text !== null, '请填写楼栋，如 A3 栋'),
    floor: floorInput,
    areaM2: positive('建筑面积', '㎡', 1_000_000).refine((value): value is string => value !== null, '请填写建筑面积'),
    heightM: positive('层高', 'm', 100),
    loadKn: positive('楼面荷载', 'kN/㎡', 1000),
    rentYuan: decimalInput('租金', '元/㎡·月', 10_000),
    plotId: optionalId(),
    underConstruction: tickInput(),
    doneOn: optionalDay({ ahead: true }),
    note: longTextInput('说明', 500),
  })
  .transform(({ doneOn, ...facts }) => ({ ...facts, doneOn: facts.underConstruction ? doneOn : null }))

export type FactoryFacts = z.output<typeof factoryInput>

/** A lease as its form gives it: a project of ours, or a tenant by name. */
export const leaseInput = z
  .object({
    projectId: optionalId(),
    tenant: textInput('承租方', 100),
    from: requiredDay('请填写起租日', { ahead: true }),
    until: optionalDay({ ahead: true }),
    document: textInput('租赁合同', 100),
  })
  .refine(({ projectId, tenant }) => projectId !== null || tenant !== null, {
    path: ['projectId'],
    message: '请选择项目，或填写承租方',
  })
  .refine(({ projectId, tenant }) => projectId === null || tenant === null, {
    path: ['tenant'],
    message: '选了项目的不用再填承租方',
  })
  .refine(({ from, until }) => until === null || until >= from, { path: ['until'], message: '到期日不能早于起租日' })

export type LeaseInput = z.output<typeof leaseInput>

/** 退租 as its form gives it. */
export const leaseEndInput = z.object({
  endedOn: requiredDay('请填写退租日'),
  endNote: longTextInput('说明', 500),
})

export type LeaseEndInput = z.output<typeof leaseEndInput>

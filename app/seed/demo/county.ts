import type { RoleId } from '~/auth/domain/actor'
import type { UnitKind } from '~/generated/prisma/enums'

// The county, its offices, people and parks are made up: none of them stands anywhere.

export const COUNTY = '澄川县'

/** One password for every demo account; documented in README.md. */
export const DEMO_PASSWORD = 'Chengchuan@2026'

interface DemoUnit {
  name: string
  kind: UnitKind
  /** earlier names and short forms, as ledgers write them */
  alsoCalled?: string[]
}

export const BUREAU = '县招商局'

export const UNITS: DemoUnit[] = [
  { name: BUREAU, kind: 'bureau', alsoCalled: ['澄川县招商局', '县投资促进中心'] },
  { name: '澄川经济开发区管委会', kind: 'park', alsoCalled: ['经开区', '经开区管委会'] },
  { name: '东泽智造园管委会', kind: 'park', alsoCalled: ['东泽园区'] },
  { name: '鹭洲新材料产业园管委会', kind: 'park', alsoCalled: ['鹭洲园区'] },
  { name: '望澜物流园管委会', kind: 'park' },
  { name: '南麓街道', kind: 'town' },
  { name: '东泽街道', kind: 'town' },
  { name: '望澜镇', kind: 'town' },
  { name: '石渡镇', kind: 'town' },
  { name: '鹭洲镇', kind: 'town' },
  { name: '青埠镇', kind: 'town' },
  { name: '栗坪镇', kind: 'town' },
  { name: '云棹镇', kind: 'town' },
  { name: '芦汀乡', kind: 'town' },
  { name: '松岙乡', kind: 'town' },
  { name: '驻长三角招商联络处', kind: 'outpost', alsoCalled: ['长三角联络处'] },
  { name: '驻珠三角招商联络处', kind: 'outpost', alsoCalled: ['珠三角联络处'] },
  { name: '驻京津冀招商联络处', kind: 'outpost' },
  { name: '县自然资源和规划局', kind: 'department', alsoCalled: ['县自规局', '县国土资源局'] },
  { name: '县发展和改革局', kind: 'department', alsoCalled: ['县发改局'] },
  { name: '县工业和信息化局', kind: 'department', alsoCalled: ['县工信局'] },
  { name: '县生态环境局', kind: 'department', alsoCalled: ['县环保局'] },
  { name: '县应急管理局', kind: 'department' },
  { name: '县税务局', kind: 'department' },
  { name: '县统计局', kind: 'department' },
  { name: '县农业农村局', kind: 'department' },
  { name: '县委县政府督查室', kind: 'department' },
  { name: '县政府办公室', kind: 'department' },
  { name: '县信息中心', kind: 'department' },
]

interface DemoUser {
  login: string
  name: string
  unit: string
  roles: RoleId[]
}

/** The log-ins named like the roles, then a few colleagues, so that each unit's leads have an owner. */
export const USERS: DemoUser[] = [
  { login: 'officer', name: '沈知秋', unit: '望澜镇', roles: ['officer'] },
  { login: 'bureau', name: '陆安澜', unit: BUREAU, roles: ['bureau'] },
  { login: 'park', name: '韩砚北', unit: '澄川经济开发区管委会', roles: ['park'] },
  { login: 'land', name: '严牧野', unit: '县自然资源和规划局', roles: ['land'] },
  { login: 'reviewer', name: '柏青禾', unit: '县发展和改革局', roles: ['reviewer'] },
  { login: 'inspector', name: '段守正', unit: '县委县政府督查室', roles: ['inspector'] },
  { login: 'leader', name: '周望舒', unit: '县政府办公室', roles: ['leader'] },
  { login: 'sysadmin', name: '季维', unit: '县信息中心', roles: ['sysadmin'] },
  { login: 'secadmin', name: '柯安', unit: '县信息中心', roles: ['secadmin'] },
  { login: 'auditor', name: '秦审之', unit: '县信息中心', roles: ['auditor'] },
  { login: 'officer.shidu', name: '梁若谷', unit: '石渡镇', roles: ['officer'] },
  { login: 'officer.nanlu', name: '孟清和', unit: '南麓街道', roles: ['officer'] },
  { login: 'officer.dongze', name: '舒以宁', unit: '东泽街道', roles: ['officer'] },
  { login: 'officer.luzhou', name: '祁连生', unit: '鹭洲镇', roles: ['officer'] },
  { login: 'officer.csj', name: '温行之', unit: '驻长三角招商联络处', roles: ['officer'] },
  { login: 'officer.zsj', name: '路遥知', unit: '驻珠三角招商联络处', roles: ['officer'] },
  { login: 'park.dongze', name: '应承宇', unit: '东泽智造园管委会', roles: ['park'] },
  { login: 'park.luzhou', name: '容景行', unit: '鹭洲新材料产业园管委会', roles: ['park'] },
  { login: 'park.wanglan', name: '鲁向阳', unit: '望澜物流园管委会', roles: ['park'] },
]

export const TEAMS = [
  { name: '新能源装备产业链专班', unit: BUREAU, members: ['officer.csj', 'officer', 'park'] },
  { name: '新材料产业链专班', unit: BUREAU, members: ['officer.luzhou', 'park.luzhou'] },
  { name: '电子信息产业招商分局', unit: '县工业和信息化局', members: ['officer.zsj', 'officer.dongze'] },
]

/** Leaders who answer for projects (包保). */
export const SPONSORS = ['周望舒', '顾怀瑾', '钟鸣岐', '宋时雨', '叶知远', '何景明']

type Ring = [lon: number, lat: number][]

interface DemoPark {
  /** what the plot map of the demo calls it */
  plotsOf: string
  name: string
  unit: string
  chains: string[]
  /** 万元/亩 */
  minIntensity: number
  ring: Ring
}

export const PARKS: DemoPark[] = [
  {
    name: '澄川经济开发区',
    unit: '澄川经济开发区管委会',
    chains: ['新能源装备', '高端装备制造'],
    minIntensity: 300,
    plotsOf: '河沥园区',
    ring: [
      [118.970434, 30.6074615],
      [119.0041975, 30.6136555],
      [118.9995698, 30.6325369],
      [118.9658, 30.6263416],
      [118.970434, 30.6074615],
    ],
  },
  {
    name: '东泽智造园',
    unit: '东泽智造园管委会',
    chains: ['电子信息', '生物医药'],
    minIntensity: 350,
    plotsOf: '港口园区',
    ring: [
      [118.8827815, 30.686608],
      [118.9109151, 30.6780019],
      [118.9172197, 30.6933897],
      [118.8890822, 30.7019971],
      [118.8827815, 30.686608],
    ],
  },
  {
    name: '鹭洲新材料产业园',
    unit: '鹭洲新材料产业园管委会',
    chains: ['新材料'],
    minIntensity: 280,
    plotsOf: '汪溪园区',
    ring: [
      [118.9365807, 30.6465846],
      [118.9626285, 30.6591621],
      [118.9534216, 30.6734149],
      [118.9273712, 30.6608355],
      [118.9365807, 30.6465846],
    ],
  },
  {
    name: '望澜物流园',
    unit: '望澜物流园管委会',
    chains: ['现代物流', '农产品精深加工'],
    minIntensity: 200,
    plotsOf: '南山园区',
    ring: [
      [118.9599162, 30.5846947],
      [118.9849957, 30.5859791],
      [118.9840856, 30.5993042],
      [118.9590027, 30.5980195],
      [118.9599162, 30.5846947],
    ],
  },
]

import type { DivideProblem } from '../geometry/divide'

/** Why a plot cannot be divided or merged as asked, as its reader is told. */
export const DIVIDE_PROBLEMS: Record<DivideProblem, string> = {
  lineMisses: '分割线没有穿过地块，请重画或改填坐标',
  lineTooShort: '分割线至少要有两个不同的点',
  lineCrossesItself: '分割线与自身相交，请重画',
  tooLarge: '要切出的面积不小于地块面积',
  tooSmall: '要切出的面积太小',
  notAdjoining: '所选地块没有公共边，不能合并成一块',
}

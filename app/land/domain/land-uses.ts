/**
 * Land-use codes and names of 《国土空间调查、规划、用途管制用地用海分类指南》(自然资发〔2023〕234号) that plots for
 * projects have.
 */
export const LAND_USE_NAMES: Readonly<Record<string, string>> = {
  '0802': '科研用地',
  '0901': '商业用地',
  '0902': '商务金融用地',
  '1001': '工业用地',
  '100101': '一类工业用地',
  '100102': '二类工业用地',
  '100103': '三类工业用地',
  '1002': '采矿用地',
  '1101': '物流仓储用地',
  '110101': '一类物流仓储用地',
  '110102': '二类物流仓储用地',
  '110103': '三类物流仓储用地',
  '1102': '储备库用地',
  '1303': '供电用地',
  '16': '留白用地',
}

const CODES = new Map(Object.entries(LAND_USE_NAMES).map(([code, name]) => [name, code]))

/** The code that a cell stands for: written as code, as name, or both. Null where it is none of the list. */
export function landUseCode(text: string): string | null {
  const plain = text.replace(/\s/g, '')
  const digits = /\d{2,6}/.exec(plain)?.[0]
  if (digits !== undefined && LAND_USE_NAMES[digits]) return digits
  const name = plain.replace(/[\d（）()]/g, '')
  return CODES.get(name) ?? CODES.get(`${name}用地`) ?? null
}

export const landUseName = (code: string): string => LAND_USE_NAMES[code] ?? code

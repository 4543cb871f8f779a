import ExcelJS from 'exceljs'

/** Writes a ledger of that many projects to a file; one row in twenty says what another one said. `tag`: names no other ledger has. */
export async function writeLedger(file: string, rows: number, tag: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file })
  const sheet = workbook.addWorksheet('2019年签约项目')
  sheet.addRow(['2019年签约项目推进情况台账']).commit()
  sheet.addRow(['填报单位：招商局', null, null, null, '单位：万元、亩']).commit()
  const columns = [
    '序号',
    '项目名称',
    '投资方',
    '建设内容',
    '总投资',
    '签约时间',
    '面积（亩）',
    '拟落户园区',
    '引荐单位',
    '责任人',
    '联系电话',
    '是否开工',
    '开工时间',
    '存在问题',
  ]
  sheet.addRow(columns).commit()
  for (let at = 0; at < rows; at++) sheet.addRow(row(at, tag)).commit()
  await workbook.commit()
}

const two = (number: number) => String(number).padStart(2, '0')

function row(at: number, tag: string): (string | number | null)[] {
  const same = at % 20 === 19 ? at - 10 : at
  const month = 1 + (same % 12)
  const signed = same % 3 === 0 ? `2019年${month}月` : `2019-${two(month)}-${two(1 + (same % 28))}`
  const started = same % 2 === 0
  return [
    at + 1,
    `年产${100 + same}万套${['减震器', '精密铸件', '连接器', '功能薄膜', '传感器'][same % 5]}${same}号项目`,
    `台账${tag}${same}号${['新材料', '电子', '机械', '食品'][same % 4]}有限公司`,
    '新建厂房及生产线，分两期建设，配套仓储及办公用房',
    1000 + (same % 90) * 100,
    signed,
    10 + (same % 200) / 2,
    `第${1 + (same % 6)}园区`,
    `第${1 + (same % 30)}单位`,
    '林某某',
    `144${String(same).padStart(8, '0')}`,
    started ? '是' : '否',
    started ? `2020-${two(month)}-${two(1 + (same % 28))}` : null,
    same % 4 === 0 ? '用地指标尚未落实' : null,
  ]
}

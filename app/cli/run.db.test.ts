import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { aContext, aUnit, aUser, projectOf, rootUnit } from '~test/factories'
import { env } from '~/platform/env'
import { actorForToken } from '~/auth/server/token-context'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { commands } from './commands'
import { run } from './run'

const LEDGER = fileURLToPath(new URL('../../public/samples/signed-projects-ledger.xlsx', import.meta.url))

// oxlint-disable-next-line no-explicit-any -- what a command prints is what these tests are about
type Printed = Record<string, any>

describe('the command line', () => {
  useDatabase()
  let out: string[] = []
  let err: string[] = []
  let closed = 0

  beforeAll(async () => void (await rootUnit()))
  beforeEach(() => {
    ;[out, err, closed] = [[], [], 0]
  })

  const crm = (...line: string[]) =>
    run(line, {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      open: async () => async () => void (closed += 1),
    })
  const json = () => {
    expect(out).toHaveLength(1)
    return JSON.parse(out[0]!) as Printed
  }

  test('a password is reset from the server, for whoever has forgotten it', async () => {
    await aUser({ login: 'forgot' })
    expect(await crm('user', 'reset', '--login', 'forgot', '--json')).toBe(0)
    expect(json()).toEqual({ login: 'forgot', oneTimePassword: expect.stringMatching(/^[A-Za-z2-9]{14}$/) as string })
    expect((await database().user.findUniqueOrThrow({ where: { login: 'forgot' } })).mustChangePassword).toBe(true)
    expect(await crm('user', 'reset', '--login', 'nobody')).toBe(2)
  })

  test('a proposal in a file is judged as the API judges it, and stored nowhere', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'crm-screen-')), 'proposal.json')
    writeFileSync(file, JSON.stringify({ fixedAssetInvestmentWan: 4800, landMu: 50 }))
    expect(await crm('screen', file, '--rules', 'county-intensity-100', '--json')).toBe(0)
    expect(json()).toMatchObject({ verdict: 'fail', criteria: [{ actual: 96, threshold: 100, margin: -4 }] })
    out = []
    writeFileSync(file, JSON.stringify({ ruleSetId: 'county-intensity-100', inputs: { landMu: -1 } }))
    expect(await crm('screen', file)).toBe(2)
    expect(err.join('\n')).toContain('用地面积不能为负数')
    expect(await crm('screen', `${file}.gone`, '--rules', 'county-intensity-100')).toBe(2)
  })

  test('with the administrators kept apart a role set as one of them waits until another confirms it', async () => {
    await aUser({ login: 'sec', role: 'secadmin' })
    await aUser({ login: 'sys', role: 'sysadmin' })
    await aUser({ login: 'newcomer', roles: [] })
    const roles = ['user', 'roles', '--login', 'newcomer', '--role', 'officer', '--json']
    const printed = () => JSON.parse(out.at(-1)!) as Printed
    Object.assign(env(), { SEPARATE_ADMINS: true })
    expect(await crm(...roles, '--as', 'sec')).toBe(0)
    expect(printed()).toEqual({ login: 'newcomer', roles: [], waiting: ['officer'] })
    expect(await crm('user', 'confirm', '--login', 'newcomer', '--as', 'sec')).toBe(2)
    expect(await crm('user', 'confirm', '--login', 'newcomer', '--as', 'sys', '--json')).toBe(0)
    Object.assign(env(), { SEPARATE_ADMINS: false })
    expect(await crm(...roles)).toBe(0)
    expect(printed()).toEqual({ login: 'newcomer', roles: ['officer'], waiting: [] })
  })

  test('help names every command and every option, and needs no database', async () => {
    expect(await crm('help')).toBe(0)
    for (const { name } of commands) expect(out[0]).toContain(name)
    for (const { name, options } of commands) {
      out = []
      expect(await crm(...name.split(' '), '--help')).toBe(0)
      for (const option of Object.keys(options)) expect(out[0]).toContain(`--${option}`)
    }
    expect(closed).toBe(0)
  })

  test.each([
    [[], '请写明命令'],
    [['nothing'], '没有这个命令'],
    [['user', 'create', '--login', 'x'], '缺少 --name'],
    [['user', 'list', '--wat'], '没有这个选项：--wat'],
    [['user', 'create', '--login'], '选项写法有误：--login'],
    [['import', 'ledger'], '缺少 FILE'],
    [['unit', 'list', 'more'], '多出了：more'],
  ])('%j is wrong usage: 2, and why', async (line, why) => {
    expect(await crm(...line)).toBe(2)
    expect([out, err[0]?.includes(why)]).toEqual([[], true])
  })

  test('a failure with --json is one JSON document too', async () => {
    expect(await crm('user', 'create', '--login', '9', '--name', '张三', '--role', 'officer', '--json')).toBe(2)
    expect(json()).toMatchObject({ code: 'invalid', errors: [{ path: 'login' }] })
    expect(closed).toBe(1)
  })

  test('a user stands in the root unit unless told, and the token works before the password is changed', async () => {
    expect(await crm('user', 'create', '--login', 'zhang', '--name', '张三', '--role', 'officer', '--json')).toBe(0)
    expect(json()).toEqual({ login: 'zhang', oneTimePassword: expect.stringMatching(/^.{14}$/) })
    out = []
    expect(await crm('token', 'create', '--user', 'zhang', '--json')).toBe(0)
    const { token, ...rest } = json()
    expect(rest).toEqual({})
    const root = await rootUnit()
    expect(await actorForToken(token as string)).toMatchObject({ login: 'zhang', unitId: root.id, roles: ['officer'] })
  })

  test('what the system did is in the audit', async () => {
    await crm('user', 'create', '--login', 'wang', '--name', '王五', '--role', 'bureau')
    const event = await database().auditEvent.findFirst({ where: { action: 'user.create' }, orderBy: { seq: 'desc' } })
    expect(event).toMatchObject({ actorId: null, actorName: '系统', after: { login: 'wang', roles: ['bureau'] } })
  })

  test('a unit is told by its name, an unknown role by the roles there are', async () => {
    const unit = await aUnit({ name: '城关镇' })
    expect(
      await crm('user', 'create', '--login', 'li', '--name', '李四', '--role', 'officer,park', '--unit', '城关镇'),
    ).toBe(0)
    const made = await database().user.findUnique({ where: { login: 'li' }, include: { roles: true } })
    expect([made?.unitId, made?.roles.length]).toEqual([unit.id, 2])
    expect(await crm('user', 'create', '--login', 'li2', '--name', '李', '--role', 'king')).toBe(2)
    expect(err.join()).toContain('officer')
    expect(await crm('user', 'create', '--login', 'li3', '--name', '李', '--role', 'park', '--unit', '无此镇')).toBe(2)
  })

  test('users and units are listed for people and for programs', async () => {
    expect(await crm('user', 'list')).toBe(0)
    expect(out[0]).toMatch(/登录名 +姓名 +单位 +角色 +状态/)
    out = []
    expect(await crm('user', 'list', '--json')).toBe(0)
    expect(json().items).toEqual(
      expect.arrayContaining([expect.objectContaining({ login: 'zhang', roles: ['officer'] })]),
    )
    expect(JSON.stringify(json())).not.toContain('assword":"')
    out = []
    expect(await crm('unit', 'list', '--json')).toBe(0)
    expect(json().items[0]).toMatchObject({ depth: 0, parentId: null })
  })

  test('--as acts with what that person may do', async () => {
    const leader = await aUser({ role: 'leader' })
    expect(await crm('report', 'cohorts', '--as', leader.login, '--json')).toBe(0)
    out = []
    expect(await crm('user', 'list', '--as', leader.login, '--json')).toBe(2)
    expect(json().code).toBe('forbidden')
    out = []
    expect(await crm('user', 'list', '--as', 'nobody', '--json')).toBe(2)
    expect(json().code).toBe('notFound')
  })

  test('a ledger is previewed, committed and reported; held rows make 1', async () => {
    expect(await crm('import', 'ledger', LEDGER, '--json')).toBe(1)
    const preview = json()
    expect(await database().project.count()).toBe(0)
    out = []
    expect(await crm('import', 'ledger', LEDGER, '--commit', '--json')).toBe(1)
    expect(json().sheets.map(({ rows, heldRows }: Record<string, number>) => [rows, heldRows])).toEqual(
      preview.sheets.map(({ rows, heldRows }: Record<string, number>) => [rows, heldRows]),
    )
    out = []
    await crm(
      'report',
      'cohorts',
      '--signed-from',
      '2020-01-01',
      '--signed-to',
      '2020-12-31',
      '--as-of',
      '2021-05-31',
      '--json',
    )
    expect(json().rows).toMatchObject([{ key: 'all', signed: 122, started: 65, notStarted: 57, startedPct: 53.3 }])
    out = []
    await crm('report', 'cohorts', '--signed-from=2021-01-01', '--signed-to=2021-04-30', '--as-of=2021-05-31')
    expect(out[0]).toMatch(/81 .* 7 .* 8\.6%/)
    out = []
    const folder = mkdtempSync(path.join(tmpdir(), 'crm-cli-'))
    const file = path.join(folder, 'cohorts.xlsx')
    expect(
      await crm(
        'report',
        'cohorts',
        '--signed-from=2021-01-01',
        '--signed-to=2021-04-30',
        '--as-of=2021-05-31',
        '--xlsx',
        file,
      ),
    ).toBe(0)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    expect(book.worksheets[0]?.getRow(1).values).toContain('开工率')
    expect(book.worksheets[0]?.getRow(2).values).toContain('8.6%')
    rmSync(folder, { recursive: true })
  })

  test('what a ledger leaves open makes 1, is explained, and is closed by a file of answers', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'crm-cli-'))
    const ledger = path.join(folder, '外币.csv')
    const answers = path.join(folder, 'answers.json')
    writeFileSync(
      ledger,
      '项目名称,投资方,总投资（万美元）,签约时间\n命令行甲项目,命令行甲公司,120,2020-03-05\n命令行乙项目,命令行乙公司,80,2020-04-06\n',
    )
    expect(await crm('import', 'ledger', ledger, '--json')).toBe(1)
    expect(json().sheets[0].findings.filter(({ question }: { question?: true }) => question)).toMatchObject([
      { code: 'unitUnclear', column: 'C' },
    ])
    out = []
    expect(await crm('import', 'ledger', ledger, '--commit', '--json')).toBe(2)
    out = []
    expect(await crm('import', 'explain', ledger, '--json')).toBe(1)
    const { sheets, questions } = json()
    expect(sheets[0].tables[0]).toMatchObject({ top: 1, bottom: 1, skipped: null })
    expect(sheets[0].tables[0].columns[2]).toMatchObject({
      column: 'C',
      field: 'investmentWan',
      unit: null,
      by: 'guess',
    })
    expect(questions).toMatchObject([
      { code: 'unitUnclear', open: true, asks: 'amountUnit', places: [{ column: 'C' }] },
    ])
    const [{ answers: suggested }] = questions
    suggested.sheets[0].tables[0].columns[0] = { column: 'C', unit: 'wan' }
    writeFileSync(answers, JSON.stringify(suggested))
    out = []
    expect(await crm('import', 'explain', ledger, '--answers', answers, '--json')).toBe(0)
    expect(json().questions).toEqual([])
    out = []
    expect(await crm('import', 'ledger', ledger, '--answers', answers, '--json')).toBe(0)
    expect(json().sheets[0]).toMatchObject({ projects: 2, totalInvestmentWan: 200, heldRows: 0 })
    for (const [content, words] of [
      ['{', /不是 JSON/],
      ['{"sheets":[{"sheet":"无此表"}]}', /没有名为“无此表”的工作表/],
      ['{"sheets":[{"sheet":"外币","colour":1}]}', /sheets\.0\.colour：没有这个字段/],
      ['{"sheets":[{"sheet":"外币","tables":[{"header":9}]}]}', /第 9 行不是表头，表头在第 1 行/],
    ] as const) {
      writeFileSync(answers, content)
      err = []
      expect(await crm('import', 'ledger', ledger, '--answers', answers)).toBe(2)
      expect(err.join()).toMatch(words)
    }
    rmSync(folder, { recursive: true })
  })

  test('a file that is not there, or is none, is 2 and writes nothing', async () => {
    const before = await database().project.count()
    expect(await crm('import', 'ledger', '/nowhere/at/all.xlsx', '--commit', '--json')).toBe(2)
    out = []
    expect(await crm('import', 'ledger', fileURLToPath(import.meta.url), '--commit', '--json')).toBe(2)
    expect(json().message).toMatch(/\p{Script=Han}/u)
    expect(await database().project.count()).toBe(before)
  })

  test('days that are none are named', async () => {
    expect(await crm('report', 'cohorts', '--as-of', '2021-02-30', '--json')).toBe(2)
    expect(json().errors).toMatchObject([{ path: 'asOf' }])
  })

  test('projects are listed by the words of their page, and nothing is listed by words it does not know', async () => {
    const unit = await aUnit()
    const context = await aContext('bureau')
    const over = { name: '命令行项目', investmentWan: '500' }
    const { id } = await registerProject(context, projectOf(unit.id, over))
    expect(await crm('project', 'list', '--where', 'q=命令行&minWan=100', '--json')).toBe(0)
    expect(json().items).toEqual([expect.objectContaining({ id, investmentWan: 500 })])
    out = []
    const folder = mkdtempSync(path.join(tmpdir(), 'crm-list-'))
    const file = path.join(folder, 'projects.xlsx')
    expect(await crm('project', 'list', '--where', 'q=命令行', '--xlsx', file, '--json')).toBe(0)
    expect(json()).toEqual({ file, count: 1 })
    expect(statSync(file).size).toBeGreaterThan(1000)
    rmSync(folder, { recursive: true })
    out = []
    expect(await crm('project', 'list', '--where', 'minWan=很多', '--json')).toBe(2)
    expect(json()).toMatchObject({ code: 'invalid', errors: [{ path: 'where' }] })
  })
})

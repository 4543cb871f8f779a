import { beforeEach, expect, test } from 'vitest'
import { ROLES } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { loadReference } from '~/seed/reference'
import { addWorkingDays } from '~/shared/working-days'
import { useDatabase } from '~test/database'
import { aContext } from '~test/factories'
import { yearListInput } from '../domain/inputs'
import { readCalendarYear } from './read-year'
import { saveCalendarYear } from './save-year'
import { forgetWorkCalendar, loadWorkCalendar } from './work-calendar'
import { storedYear, yearToEdit } from './year-to-edit'

const { asOwner } = useDatabase()

const NOW = new Date('2026-11-28T02:00:00Z')
const LIST = [
  '2027-01-01至2027-01-03 休',
  '2027-02-05至2027-02-11 休',
  '2027-02-13 班 春节',
  '2027-04-05 休',
  '2027-05-01至2027-05-05 休',
  '2027-06-09 休',
  '2027-09-15 休',
  '2027-10-01至2027-10-07 休',
].join('\n')

/** What the form sends; each test starts with a version of its own, because the log stays. */
const of2027 = (list: string, version = saved) => ({ version, input: yearListInput.parse({ year: 2027, list }) })
let saved = 0

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'done' }),
    (error: { code: string; errors?: { path: string; message: string }[]; detail?: unknown }) => error,
  )

beforeEach(async () => {
  await database().calendarDay.deleteMany()
  await database().$transaction((tx) => loadReference(tx, NOW))
  forgetWorkCalendar()
  saved = (await storedYear(database(), 2027)).version
})

test('the seed fills the years that are published, and the next is asked for in November', async () => {
  const calendar = await loadWorkCalendar()
  expect([...calendar.years]).toEqual([2025, 2026])
  expect(calendar.lastPublishedDay).toBe('2026-12-31')
  const context = await aContext('officer', { now: NOW })
  expect(await readCalendarYear(context)).toMatchObject({
    year: 2026,
    published: true,
    workingDays: 248,
    missing: 2027,
  })
  const early = await aContext('officer', { now: new Date('2026-10-31T15:59:00Z') })
  expect(await readCalendarYear(early)).toMatchObject({ missing: null, editable: false })
})

test('a year without a list shows the fixed holidays', async () => {
  const year = await readCalendarYear(await aContext('leader', { now: NOW }), 2027)
  expect(year).toMatchObject({ year: 2027, published: false, lastPublishedDay: '2026-12-31' })
  expect(year.days).toHaveLength(13)
})

test('a saved year holds at once, where a due day leaned on an estimate before', async () => {
  const context = await aContext('bureau', { now: NOW })
  const due = async () => addWorkingDays(await loadWorkCalendar(), '2027-02-04', 3)
  expect(await due()).toEqual({ day: '2027-02-11', estimated: true })
  await saveCalendarYear(context, of2027(LIST))
  expect(await due()).toEqual({ day: '2027-02-15', estimated: false })
  expect(await readCalendarYear(context, 2027)).toMatchObject({ published: true, missing: null, editable: true })
})

test('saving replaces the whole year, leaves the others, and writes both lists into the audit log', async () => {
  const context = await aContext('bureau', { now: NOW })
  const others = await database().calendarDay.count()
  await saveCalendarYear(context, of2027(LIST))
  const { version } = await yearToEdit(context, 2027)
  await saveCalendarYear(context, of2027(LIST.replace('2027-02-13 班 春节\n', ''), version))
  expect((await loadWorkCalendar()).days.has('2027-02-13')).toBe(false)
  const year2027 = (await yearToEdit(context, 2027)).values.list.split('\n')
  expect(year2027).toHaveLength(7)
  expect(await database().calendarDay.count()).toBe(others + 3 + 7 + 1 + 5 + 1 + 1 + 7)
  const { userId: actorId } = context.actor
  const events = await database().auditEvent.findMany({ where: { actorId }, orderBy: { seq: 'asc' } })
  expect(events.map(({ action, subjectId }) => `${action} ${subjectId}`)).toEqual(Array(2).fill('calendar.update 2027'))
  expect(events[0]!.before).toBeNull()
  expect(events[1]!.before).toMatchObject({ list: expect.stringContaining('2027-02-13 班 春节') })
  expect(events[1]!.after).toEqual({ list: year2027.join('\n') })
})

test('the same list saved again changes nothing and is not audited', async () => {
  const context = await aContext('bureau', { now: NOW })
  const count = () => database().auditEvent.count({ where: { subjectType: 'calendar' } })
  const before = await count()
  const { version, values } = await yearToEdit(context, 2026)
  await saveCalendarYear(context, { version, input: yearListInput.parse({ year: 2026, ...values }) })
  expect(await count()).toBe(before)
})

test('an edit of a list that was saved meanwhile is stale and brings the stored one', async () => {
  const context = await aContext('bureau', { now: NOW })
  const both = await Promise.all([
    refusal(saveCalendarYear(context, of2027(LIST))),
    refusal(saveCalendarYear(context, of2027(`${LIST}\n2027-08-02 休`))),
  ])
  expect(both.map(({ code }) => code).toSorted()).toEqual(['done', 'stale'])
  const stale = both.find(({ code }) => code === 'stale')
  const { version, values } = await yearToEdit(context, 2027)
  expect(stale).toMatchObject({ detail: { version, current: values, changedBy: context.actor.name } })
})

test('when the change fails, neither days nor an audit event are left, and the calendar is as before', async () => {
  const context = await aContext('bureau', { now: NOW })
  const audited = await database().auditEvent.count()
  await asOwner(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$`)
  await asOwner('CREATE TRIGGER refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse()')
  try {
    await expect(saveCalendarYear(context, of2027(LIST))).rejects.toThrow('refused')
  } finally {
    await asOwner('DROP TRIGGER refuse ON audit_event')
  }
  expect((await yearToEdit(context, 2027)).values.list).toBe('')
  expect(await database().auditEvent.count()).toBe(audited)
  expect((await loadWorkCalendar()).years.has(2027)).toBe(false)
})

test('only the bureau saves; the three administrators but the auditor do not even read', async () => {
  for (const role of ROLES) {
    const context = await aContext(role, { now: NOW })
    const tries = [readCalendarYear(context), yearToEdit(context, 2026), saveCalendarYear(context, of2027(LIST))]
    const codes = (await Promise.all(tries.map(refusal))).map(({ code }) => code)
    const reads = role === 'sysadmin' || role === 'secadmin' ? 'forbidden' : 'done'
    expect(codes, role).toEqual([reads, ...Array(2).fill(role === 'bureau' ? 'done' : 'forbidden')])
  }
})

import chineseDays from 'chinese-days'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { RULE_KINDS, RULES, type RuleKind } from '~/settings/domain/rules'
import { addDays, businessDay, dayOf, fromDay, type Day } from '~/shared/day'

const EFFECTIVE_ON = '2020-01-01'

/** The rules the program comes with: a later version with its day takes over (domain handbook, ch. 7). */
const SOURCES: Record<RuleKind, string | null> = {
  names: null,
  map: null,
  sizeBands: '项目规模段：下限属于本段，单位万元',
  overdue: '签约后未开工的逾期天数；三个一批按批次期限',
  firstContact: '首谈保护期',
  readiness: '净地和熟地的条件',
  plotHold: '锁定地块的最长天数',
  verification: '登记与认定分开',
  plotMatching: '选址评分：各项合计 100 分',
  chainFit: '产业链契合度：各项合计 100 分',
  opinionTemplates: '部门意见模板',
  energyReview: '节能审查权限和电力等价系数：以本省规定为准（待核）',
  review: '会审的层级和法定人数；首报首谈自 10 亿元起（河南 2025）',
}

/** What both kinds of start need: rule sets, and the working days that differ from the week. */
export async function loadReference(tx: Tx, now: Date): Promise<void> {
  const known = await tx.ruleSet.findMany({ where: { version: 1 }, select: { kind: true } })
  await tx.ruleSet.createMany({
    data: RULE_KINDS.filter((kind) => !known.some((each) => each.kind === kind)).map((kind) => ({
      kind,
      data: RULES[kind].preset,
      source: SOURCES[kind],
      version: 1,
      effectiveOn: fromDay(EFFECTIVE_ON),
      recordedAt: now,
    })),
  })
  const year = Number(businessDay(now).slice(0, 4))
  const days = [year - 1, year, year + 1].flatMap(specialDays)
  await tx.calendarDay.createMany({ data: days, skipDuplicates: true })
}

/** Public holidays and make-up working days of a year, as far as the State Council's list is known to chinese-days. */
function specialDays(year: number): Prisma.CalendarDayCreateManyInput[] {
  const found: Prisma.CalendarDayCreateManyInput[] = []
  for (let day: Day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day)
    const holiday = name.split(',')[1]
    if (holiday) found.push({ day: fromDay(day), kind: work ? 'workday' : 'holiday', name: holiday })
  }
  return found
}

import { newId } from '~/platform/database/bulk'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { addDays, fromDay, toDay, type Day } from '~/shared/day'
import { RULES } from '~/settings/domain/rules'
import { opinionTemplates, type OpinionQuestion } from '~/settings/domain/opinion-templates'
import type { DemoContext } from './context'
import { workday } from './timeline'

/** The departments of the usual template as the demo county calls them. */
const DEPARTMENTS: Readonly<Record<string, string>> = {
  发展和改革局: '县发展和改革局',
  自然资源和规划局: '县自然资源和规划局',
  生态环境局: '县生态环境局',
  应急管理局: '县应急管理局',
  税务局: '县税务局',
}

const AGREED = ['符合产业政策，同意。', '同意，请按程序办理。', '同意。建设期注意同步落实各项要求。']
const CONDITIONS = ['投产前取得排污许可', '开工前完成节能审查', '签约前落实用水指标', '试生产前通过安全设施验收']
const MEMBERS = ['周望舒', '陆安澜', '严牧野', '柏青禾', '韩砚北', '应承宇', '容景行', '段守正', '鲁向阳']
const HELD = 3

interface Screened {
  id: string
  project_id: string
  unit_id: string
  stage: string
  approved: Date | null
  evaluated: Date
}

/** Opinions that were given, wait and are overdue; three meetings held, and one to come. */
export async function loadReviews(tx: Tx, { offices, today, now, random }: DemoContext): Promise<void> {
  const screened = await tx.$queryRaw<Screened[]>`
    SELECT s.id, s.project_id, p.unit_id, p.stage::text AS stage, s.evaluated_on AS evaluated,
      (SELECT e.occurred_from FROM stage_event e WHERE e.project_id = p.id AND e.stage = 'approved' ORDER BY e.seq DESC LIMIT 1) AS approved
    FROM screening s JOIN project p ON p.id = s.project_id
    WHERE s.depth = 'full' AND s.verdict <> 'unknown' ORDER BY s.evaluated_on DESC, s.id`
  const by = { bureau: offices.bureau.userId }
  const asked = opinionTemplates(RULES.opinionTemplates.preset.lines).get('一般项目') ?? []
  const requests: Prisma.OpinionRequestCreateManyInput[] = []
  const conditions: Prisma.ReviewConditionCreateManyInput[] = []
  const at = (day: Day) => new Date(Math.min(fromDay(day).getTime() + 3 * 3_600_000, now.getTime() - 60_000))

  const ask = (screening: Screened, on: Day, answeredBy: (question: OpinionQuestion) => Day | null) => {
    for (const question of asked) {
      const id = newId()
      const department = DEPARTMENTS[question.unit] ?? question.unit
      const answered = answeredBy(question)
      const conditional = answered !== null && random.chance(0.2)
      requests.push({
        id,
        screeningId: screening.id,
        unitId: offices.unitId(department),
        question: question.question,
        workingDays: question.workingDays,
        askedOn: fromDay(on),
        askedAt: at(on),
        askedById: by.bureau,
        ...(answered && {
          answer: conditional ? 'conditional' : 'agree',
          text: conditional ? '同意，须落实所附条件。' : random.pick(AGREED),
          answeredAt: at(answered),
          answeredById: offices.reviewerOf(department).userId,
        }),
      })
      if (!conditional || !answered) continue
      const dueOn = addDays(answered, 45)
      const closed = dueOn < today
      conditions.push({
        id: newId(),
        screeningId: screening.id,
        requestId: id,
        text: random.pick(CONDITIONS),
        unitId: screening.unit_id,
        dueOn: fromDay(dueOn),
        closedOn: closed ? fromDay(addDays(dueOn, -3)) : null,
        closedNote: closed ? '已办理，见项目材料。' : null,
        recordedAt: at(answered),
      })
    }
  }

  const passed = screened.filter(({ approved }) => approved !== null).slice(0, HELD)
  const waiting = screened.filter(({ stage }) => stage === 'screening')
  const ready = waiting.slice(0, 3)
  const open = waiting.slice(3, 6)
  for (const one of passed) {
    const on = workday(addDays(toDay(one.approved ?? one.evaluated), -9))
    ask(one, on, ({ workingDays }) => workday(addDays(on, Math.max(1, workingDays - 2))))
  }
  for (const one of ready) {
    const on = workday(addDays(today, -12))
    ask(one, on, () => workday(addDays(on, random.pick([2, 3, 4]))))
  }
  // One department has let its day pass, others are in time; the youngest request waits everywhere.
  for (const [index, one] of open.entries()) {
    const on = workday(addDays(today, index === 0 ? -14 : -2))
    ask(one, on, ({ unit }) => (index === 0 && unit !== '发展和改革局' ? workday(addDays(on, 3)) : null))
  }

  const meetings: Prisma.ReviewMeetingCreateManyInput[] = []
  const items: Prisma.ReviewItemCreateManyInput[] = []
  const meet = (name: string, on: Day, attended: string[], minutes: string | null) => {
    const id = newId()
    meetings.push({
      id,
      level: 'county',
      name,
      heldOn: fromDay(on),
      place: '县政府第二会议室',
      members: MEMBERS,
      attended,
      minutes,
      createdAt: at(addDays(on, -5) < today ? addDays(on, -5) : today),
      createdById: by.bureau,
    })
    return id
  }
  for (const [index, one] of passed.toReversed().entries()) {
    const on = toDay(one.approved ?? one.evaluated)
    const meetingId = meet(
      `第 ${index + 4} 次招委会`,
      on,
      MEMBERS.slice(0, 7),
      '会议听取了预审情况和部门意见，逐项审议。',
    )
    const conditional = index === passed.length - 1
    const itemId = newId()
    items.push({
      id: itemId,
      meetingId,
      projectId: one.project_id,
      screeningId: one.id,
      place: 1,
      decision: conditional ? 'passedWithConditions' : 'passed',
      note: conditional ? '原则通过，条件落实后签约。' : null,
      decidedAt: at(on),
      decidedById: by.bureau,
    })
    if (!conditional) continue
    conditions.push({
      id: newId(),
      screeningId: one.id,
      itemId,
      text: '两个月内完成核税复核并签订合同',
      unitId: one.unit_id,
      dueOn: fromDay(addDays(today, 20)),
      recordedAt: at(on),
    })
  }
  if (ready.length > 0) {
    const meetingId = meet(`第 ${passed.length + 4} 次招委会`, workday(addDays(today, 6)), [], null)
    for (const [index, one] of ready.entries())
      items.push({ id: newId(), meetingId, projectId: one.project_id, screeningId: one.id, place: index + 1 })
  }
  await tx.screening.updateMany({
    where: { id: { in: ready.map(({ id }) => id) } },
    data: { state: 'concluded', concludedAt: at(addDays(today, -6)) },
  })
  await tx.guardFact.createMany({
    data: ready.map(({ project_id: projectId }) => ({
      projectId,
      kind: 'screeningDone' as const,
      holds: true,
      day: fromDay(addDays(today, -6)),
      note: '第 1 次预审已出具结论',
      recordedAt: at(addDays(today, -6)),
      recordedById: by.bureau,
    })),
  })
  await tx.opinionRequest.createMany({ data: requests })
  await tx.reviewMeeting.createMany({ data: meetings })
  await tx.reviewItem.createMany({ data: items })
  await tx.reviewCondition.createMany({ data: conditions })
  const [moved] = ready
  if (moved) {
    await tx.relocationMark.create({
      data: {
        screeningId: moved.id,
        formerPlace: '邻省某开发区',
        suspected: true,
        reason: '同一投资方在原址的工厂同期停产，设备清单大半为旧设备',
        recordedAt: at(addDays(today, -6)),
        recordedById: by.bureau,
      },
    })
  }
}

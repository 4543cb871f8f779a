import { addDays, type Day } from '~/shared/day'
import { BRANDS } from './industries'
import { PLANS, type Plan } from './plan'
import { drawProfile, type Profile } from './profile'
import type { Random } from './random'
import { drawTimeline, type StoryTimeline } from './timeline'

export interface DemoProject {
  plan: Plan
  profile: Profile
  timeline: StoryTimeline
  /** 项目编号, given once the committee has passed it */
  code: string | null
  nextStepOn: Day | null
}

/** The county's projects from first lead to full production, told back from `today` so that the demo never ages. */
export function drawStory(today: Day, now: Date, random: Random): DemoProject[] {
  const issued = new Map<string, number>()
  return PLANS.map((plan, at) => {
    const profile = drawProfile(plan, BRANDS[(at * 7) % BRANDS.length]!, random)
    const timeline = drawTimeline(plan, today, now, random)
    const passed = timeline.events.find(({ stage }) => stage === 'approved')?.occurred.from
    return {
      plan,
      profile,
      timeline,
      code: passed ? nextCode(passed.slice(0, 4), issued) : null,
      nextStepOn: profile.nextStep ? addDays(today, random.between(-6, 28)) : null,
    }
  })
}

function nextCode(year: string, issued: Map<string, number>): string {
  const number = (issued.get(year) ?? 0) + 1
  issued.set(year, number)
  return `CC-${year}-${String(number).padStart(3, '0')}`
}

import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'

/** Who must act: the unit that answers, and the leader. */
export function WhoActs({ unit, sponsor }: { unit: string | null; sponsor: string | null }) {
  return (
    <>
      <p className="line-clamp-1">
        <PhoneLabel>谁来办</PhoneLabel>
        {unit ?? <Missing>责任单位未填</Missing>}
      </p>
      <p className="line-clamp-1 text-sm text-grey-700">
        {sponsor ? `包保 ${sponsor}` : <Missing>包保领导未填</Missing>}
      </p>
    </>
  )
}

interface WhatIsInTheWayProps {
  blockingIssue: string | null
  nextStep: string | null
  nextStepOn: Day | null
  /** a step due before it is late */
  asOf: Day
}

/** What holds it up, and what comes next. */
export function WhatIsInTheWay({ blockingIssue, nextStep, nextStepOn, asOf }: WhatIsInTheWayProps) {
  return (
    <>
      <p data-clamped className="line-clamp-3 print:line-clamp-1">
        <PhoneLabel>卡点</PhoneLabel>
        {blockingIssue ?? <Missing>卡点未填</Missing>}
      </p>
      <p data-clamped className="line-clamp-2 text-grey-700">
        {nextStep ? (
          <>
            下一步：{nextStep}
            {nextStepOn && <NextStepDay on={nextStepOn} asOf={asOf} />}
          </>
        ) : (
          <Missing>下一步未填</Missing>
        )}
      </p>
    </>
  )
}

function NextStepDay({ on, asOf }: { on: Day; asOf: Day }) {
  return on < asOf ? <span className="text-danger">（{on} 已过）</span> : <>（{on} 前）</>
}

/** On a phone there is no head above the columns. */
const PhoneLabel = ({ children }: { children: ReactNode }) => (
  <span className="text-grey-600 md:hidden print:hidden">{children}：</span>
)

/** What is not filled in is asked for, not hidden. */
const Missing = ({ children }: { children: ReactNode }) => <span className="text-warning">{children}</span>

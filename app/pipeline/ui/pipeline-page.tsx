import type { ReactNode } from 'react'
import { useLocation } from '@remix-run/react'
import { Presentation } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Page } from '~/ui/page'
import { PrintButton } from '~/ui/print'
import { Tabs } from '~/ui/tabs'
import type { PageQuestion } from '../domain/page-question'
import { QUESTION_NAMES } from '../domain/page-question'
import { asOfWords } from '../domain/period'
import type { ScopeChoices } from '../server/scope-choices'
import { ScopeForm } from './scope-form'

export const PIPELINE_TABS = [
  { label: '总览', path: '/pipeline' },
  { label: '未开工', path: '/pipeline/overdue' },
  { label: '开工预测', path: '/pipeline/forecast' },
  { label: '同期群', path: '/pipeline/cohorts' },
  { label: '用时与流向', path: '/pipeline/pace' },
  { label: '规模与来源', path: '/pipeline/breakdowns' },
] as const

/** The address of a neighbouring page, asked the same. */
export function samePage({ values }: PageQuestion): (path: string) => string {
  const search = new URLSearchParams(
    QUESTION_NAMES.flatMap((name) => (values[name] ? [[name, values[name]]] : [])),
  ).toString()
  return (path) => (search ? `${path}?${search}` : path)
}

/** Head of every page of the room: what is asked stays the same from one to the next. */
export function PipelinePage({
  question,
  choices,
  errors,
  children,
}: {
  question: PageQuestion
  choices: ScopeChoices
  errors: Record<string, string>
  children: ReactNode
}) {
  const { pathname } = useLocation()
  const page = samePage(question)
  const { input, compareAsOf, values, today } = question
  const isAnswered = Object.keys(errors).length === 0
  return (
    <Page
      title="签约开工"
      note={
        isAnswered &&
        `${asOfWords(input.asOf, today)}，与 ${compareAsOf} 对比${values.knownOn ? `；按 ${values.knownOn} 已登记的情况` : ''}。到达某一阶段含以后各阶段；点数字看项目。`
      }
      actions={
        <>
          <LinkButton to={page('/wall')} icon={Presentation}>
            大屏
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <Tabs
        label="签约开工"
        items={PIPELINE_TABS.map(({ label, path }) => ({ label, to: page(path), active: pathname === path }))}
      />
      <ScopeForm question={question} choices={choices} errors={errors} />
      {children}
    </Page>
  )
}

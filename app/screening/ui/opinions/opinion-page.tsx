import { Link } from '@remix-run/react'
import type { UnitChoice } from '~/auth/ui/unit-select'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/form'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import type { readOpinion } from '../../server/opinions/read-opinions'
import { ReviewFileLink } from '../review-file'
import { AnswerForm, RecusalForm } from './answer-form'
import { ConditionList } from './condition-list'
import { EstimatedMark, OpinionWord } from './looks'
import { OpinionDays } from './opinions-panel'

type Read = Awaited<ReturnType<typeof readOpinion>>

interface OpinionPageProps extends Read {
  units: readonly UnitChoice[]
  reply: FormReply | undefined
}

/** One department's opinion: what it was asked, what it says, and the forms to say it. */
export function OpinionPage({
  opinion,
  values,
  screening,
  project,
  units,
  mayWithdraw,
  ofOwnUnit,
  reply,
}: OpinionPageProps) {
  const { unit, state, answer, version, mayAnswer, recusals } = opinion
  const replied = replyTo(reply)
  const at = `/screenings/${screening.id}`
  return (
    <Page
      title={`${unit.name}的意见`}
      marks={<OpinionWord state={state} answer={answer} />}
      crumbs={[
        { label: '部门意见', to: '/opinions' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${screening.number} 次预审`, to: at },
        { label: unit.name },
      ]}
      actions={
        mayWithdraw && (
          <ConfirmDialog
            label="撤回"
            tone="quiet"
            title={`撤回向${unit.name}的征求？`}
            confirmLabel="撤回"
            fields={{ intent: 'withdraw' }}
          >
            只用于误发的；撤回后这个单位不再因此看到项目。
          </ConfirmDialog>
        )
      }
    >
      {replied('withdraw')?.message && (
        <div className="mb-3">
          <Notice tone="danger">{replied('withdraw')?.message}</Notice>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0 space-y-4">
          <Panel title="征求内容">
            <p>{opinion.question}</p>
            <p className="mt-1 text-sm text-grey-600">
              项目的数据、依据和结论见
              <Link to={at} className="underline">
                第 {screening.number} 次预审
              </Link>
              ，合同、材料见
              <Link to={`/projects/${project.id}`} className="underline">
                项目页
              </Link>
              。
            </p>
          </Panel>
          {answer && (
            <Panel title="意见">
              <OpinionWord state={state} answer={answer} />
              {opinion.text && <p className="mt-1.5 whitespace-pre-line">{opinion.text}</p>}
              {opinion.file && (
                <p className="mt-1.5">
                  <ReviewFileLink file={opinion.file} />
                </p>
              )}
              <div className="mt-2">
                <ConditionList conditions={opinion.conditions} />
              </div>
            </Panel>
          )}
          {!answer && !mayAnswer && state !== 'recused' && (
            <Panel title="意见">
              <p className="text-grey-600">还没有答复，等{unit.name}答复。</p>
            </Panel>
          )}
          {mayAnswer && (
            <Panel title={answer ? '修改意见' : '答复'}>
              <AnswerForm
                key={version}
                version={version}
                values={values}
                answered={answer !== null}
                proxyFor={ofOwnUnit ? null : unit.name}
                units={units}
                reply={replied('answer')}
              />
            </Panel>
          )}
        </div>
        <div className="min-w-0 space-y-4">
          <Panel title="期限">
            <KeyValue
              items={[
                { label: '征求日期', value: opinion.askedOn },
                { label: '期限', value: `${opinion.workingDays} 个工作日` },
                {
                  label: '最晚答复',
                  value: (
                    <>
                      {opinion.due} <EstimatedMark estimated={opinion.estimated} />
                    </>
                  ),
                },
                ...(opinion.answeredOn ? [{ label: '答复', value: <OpinionDays opinion={opinion} /> }] : []),
                ...(opinion.recusalReason ? [{ label: '回避', value: opinion.recusalReason }] : []),
                ...recusals.map(({ name, reason }) => ({ label: '本人回避', value: `${name}：${reason}` })),
              ]}
            />
          </Panel>
          {mayAnswer && !answer && (
            <Panel title="回避">
              <RecusalForm key={version} version={version} ofOwnUnit={ofOwnUnit} reply={replied('recuse')} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}

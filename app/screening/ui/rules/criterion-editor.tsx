import type { ReactNode } from 'react'
import { wordOptions, type Option } from '~/ui/select'
import { BETTER_NAMES, DIRECTION_NAMES, KIND_NAMES, quantities, SCORING_NAMES } from '../../domain/rules/describe'
import type { CriterionDraft, LimitDraft, RuleSetDraft } from '../../domain/rules/draft'
import { AddButton, ChoiceBox, FaultAt, NumberBox, RowButtons, Rows, TextBox, useEditor } from './editor-boxes'

const KINDS = wordOptions(KIND_NAMES)
const SCORINGS = wordOptions(SCORING_NAMES)
const DIRECTIONS = wordOptions(DIRECTION_NAMES)
const { more, less } = BETTER_NAMES
const BETTER = wordOptions({ more, less })

export const measureOptions = ({ measures }: RuleSetDraft): Option[] =>
  quantities(measures).map(({ value, label, unit, group }) => ({
    value,
    label: unit ? `${label}（${unit}）` : label,
    group,
  }))

/** The boxes of one rule; which of them hangs on its kind. */
export function CriterionEditor({ at, criterion, last }: { at: number; criterion: CriterionDraft; last: boolean }) {
  const { draft } = useEditor()
  const path = `criteria.${at}`
  const name = `第 ${at + 1} 条`
  const kind = criterion.kind || 'threshold'
  const sources = draft.sources.map(({ title, number }, place) => ({
    value: String(place),
    label: `${place + 1}. ${number || title || '（未填）'}`.slice(0, 40),
  }))
  return (
    <li id={`row-${path}`} data-row={path} className="rounded border border-grey-200 bg-paper p-3">
      <div className="mb-2 flex items-center justify-between gap-2">
        <span className="text-sm font-medium text-grey-600">{name}</span>
        <RowButtons path={path} name={`${name}规则`} last={last} />
      </div>
      <div className="grid gap-x-3 gap-y-2.5 sm:grid-cols-6">
        <ChoiceBox name={`${path}.kind`} label="类别" options={KINDS} preset="threshold" decides />
        <TextBox name={`${path}.label`} label="名称" required className="sm:col-span-3" />
        <TextBox name={`${path}.id`} label="标识" required />
        <ChoiceBox name={`${path}.source`} label="依据" options={sources} />
        {kind === 'info' && <MeasureBox path={path} />}
        {kind === 'threshold' && (
          <>
            <MeasureBox path={path} />
            <ChoiceBox name={`${path}.direction`} label="方向" options={DIRECTIONS} preset="atLeast" />
            <LimitBoxes path={`${path}.limit`} limit={criterion.limit} label="要求" />
          </>
        )}
        {kind === 'scored' && <ScoredBoxes path={path} criterion={criterion} />}
        <TextBox name={`${path}.note`} label="备注" className="sm:col-span-6" />
      </div>
      <FaultAt path={path} className="mt-1.5" />
    </li>
  )
}

function MeasureBox({ path }: { path: string }) {
  const { draft } = useEditor()
  return (
    <ChoiceBox
      name={`${path}.measure`}
      label="指标"
      blank="请选择"
      options={measureOptions(draft)}
      className="sm:col-span-2"
      required
    />
  )
}

function ScoredBoxes({ path, criterion: { scoring, bar } }: { path: string; criterion: CriterionDraft }) {
  const type = scoring.type || 'steps'
  const judged = type === 'categories'
  return (
    <>
      {!judged && <MeasureBox path={path} />}
      <NumberBox name={`${path}.weight`} label="权重" required />
      <ChoiceBox name={`${path}.scoring.type`} label="给分方式" options={SCORINGS} preset="steps" decides />
      {!judged && <ChoiceBox name={`${path}.better`} label="方向" options={BETTER} preset="more" />}
      {type === 'linear' && <LinearBoxes path={`${path}.scoring`} />}
      {type === 'ratio' && (
        <>
          <NumberBox
            name={`${path}.scoring.base`}
            label="基准值"
            required
            hint="得分 = 指标 ÷ 基准值 × 权重"
            className="sm:col-span-2"
          />
          <NumberBox name={`${path}.scoring.cap`} label="最高分" blank="不封顶" />
          <NumberBox name={`${path}.scoring.atZero`} label="除数为零得" blank="不规定" />
        </>
      )}
      {type === 'steps' && <Bands path={`${path}.scoring`} rows={scoring.bands.length} />}
      {judged && <Choices path={`${path}.scoring`} rows={scoring.choices.length} />}
      <FaultAt path={`${path}.scoring`} className="sm:col-span-6" />
      {!judged && <LimitBoxes path={`${path}.bar`} limit={bar} label="达标线" blank="没有" />}
    </>
  )
}

const LINEAR = { base: '基准值', points: '满分', per: '每差', change: '减（分）', floor: '最低分' }

function LinearBoxes({ path }: { path: string }) {
  return (
    <>
      {Object.entries(LINEAR).map(([key, label]) => (
        <NumberBox key={key} name={`${path}.${key}`} label={label} required />
      ))}
      <NumberBox name={`${path}.cap`} label="最高分" blank="满分" />
    </>
  )
}

interface RowsFieldProps {
  legend: string
  list: string
  count: number
  /** what a row is called after its number: 第 2 档 */
  called: string
  addLabel: string
  grid?: string
  /** beside the button that adds a row */
  beside?: ReactNode
  children: (row: string, nth: number) => ReactNode
}

const THREE_BOXES = 'grid max-w-[560px] grid-cols-[1fr_1fr_1fr_auto] items-start gap-2'

/** A list within a rule: rows under one legend, and the button that adds one. */
function RowsField({ legend, list, count, called, addLabel, grid = THREE_BOXES, beside, children }: RowsFieldProps) {
  return (
    <fieldset className="sm:col-span-6">
      <legend className="text-sm font-medium text-grey-700">{legend}</legend>
      <Rows list={list} count={count} name={(nth) => `第 ${nth} ${called}`} className="mt-1 space-y-1.5" grid={grid}>
        {(row, nth, buttons) => (
          <>
            {children(row, nth)}
            {buttons}
          </>
        )}
      </Rows>
      <FaultAt path={list} />
      <div className="mt-1.5 flex flex-wrap items-end gap-3">
        <AddButton list={list}>{addLabel}</AddButton>
        {beside}
      </div>
    </fieldset>
  )
}

function Bands({ path, rows }: { path: string; rows: number }) {
  return (
    <RowsField
      legend="分档：下限（含）、上限（不含）、得分"
      list={`${path}.bands`}
      count={rows}
      called="档"
      addLabel="加一档"
    >
      {(row, nth) => (
        <>
          <NumberBox bare name={`${row}.from`} label={`第 ${nth} 档下限`} blank="下限：不限" />
          <NumberBox bare name={`${row}.below`} label={`第 ${nth} 档上限`} blank="上限：不限" />
          <NumberBox bare name={`${row}.points`} label={`第 ${nth} 档得分`} blank="得分" />
        </>
      )}
    </RowsField>
  )
}

function Choices({ path, rows }: { path: string; rows: number }) {
  return (
    <RowsField legend="类别：名称、标识、得分" list={`${path}.choices`} count={rows} called="类" addLabel="加一类">
      {(row, nth) => (
        <>
          <TextBox bare name={`${row}.label`} label={`第 ${nth} 类名称`} unit="名称：好" />
          <TextBox bare name={`${row}.value`} label={`第 ${nth} 类标识`} unit="标识：good" />
          <NumberBox bare name={`${row}.points`} label={`第 ${nth} 类得分`} blank="得分" />
        </>
      )}
    </RowsField>
  )
}

const LIMIT_TYPES = wordOptions({ same: '一个数', byIndustry: '分行业' })

function LimitBoxes({ path, limit, label, blank }: { path: string; limit: LimitDraft; label: string; blank?: string }) {
  const type = limit.type || (blank === undefined ? 'same' : '')
  return (
    <>
      <ChoiceBox name={`${path}.type`} label={label} options={LIMIT_TYPES} blank={blank} preset={type} decides />
      {type === 'same' && <NumberBox name={`${path}.value`} label={`${label}数值`} required />}
      {type === 'byIndustry' && (
        <RowsField
          legend={`${label}：行业、代码、数值（代码按 GB/T 4754-2017，最长的一个算；不作要求的写“不限”）`}
          list={`${path}.byIndustry`}
          count={limit.byIndustry.length}
          called="个行业"
          addLabel="加一个行业"
          grid="grid max-w-[720px] grid-cols-[2fr_2fr_1fr] items-start gap-2 sm:grid-cols-[2fr_2fr_1fr_auto]"
          beside={<NumberBox name={`${path}.otherwise`} label="其他行业" blank="没有规定" className="w-40" />}
        >
          {(row, nth) => (
            <>
              <TextBox bare name={`${row}.label`} label={`第 ${nth} 行行业`} unit="行业" />
              <TextBox bare name={`${row}.codes`} label={`第 ${nth} 行代码`} unit="代码：35、36" />
              <NumberBox bare name={`${row}.value`} label={`第 ${nth} 行数值`} blank="数值" />
            </>
          )}
        </RowsField>
      )}
      <FaultAt path={path} className="sm:col-span-6" />
    </>
  )
}

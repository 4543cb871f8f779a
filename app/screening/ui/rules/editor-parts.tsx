import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Panel } from '~/ui/page'
import { namedOptions, wordOptions, type Option } from '~/ui/select'
import { keysOf, recordOf } from '~/shared/records'
import { PROPOSAL_FIELDS } from '../../domain/fields'
import { BETTER_NAMES, EITHER, YES_OR_NO } from '../../domain/rules/describe'
import { CLASSES, SCOPE_NAMES, VERDICT_NAMES } from '../../domain/rules/rule-set'
import { CriterionEditor, measureOptions } from './criterion-editor'
import { AddButton, ChoiceBox, FaultAt, LongBox, NumberBox, Rows, TextBox, TickBox, useEditor } from './editor-boxes'

export type Parks = readonly { id: string; name: string }[]

/** Every part of a rule set with its boxes, in the order in which one writes it. */
export function EditorParts({ parks }: { parks: Parks }) {
  return (
    <div className="space-y-4">
      <Basics parks={parks} />
      <Sources />
      <Criteria />
      <Decision />
      <Measures />
      <Negotiable />
    </div>
  )
}

const SCOPE_OPTIONS = wordOptions(SCOPE_NAMES)
/** What stands in a row of boxes and has no label of its own. */
const BESIDE_BOXES = 'flex h-8 items-center'

function Basics({ parks }: { parks: Parks }) {
  const { draft } = useEditor()
  return (
    <Panel title="基本" id="part-name">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-6">
        <TextBox name="name" label="名称" required className="sm:col-span-4" />
        <Field label="施行日期" name="effectiveFrom" required className="sm:col-span-2">
          <DayInput ahead name="effectiveFrom" defaultValue={draft.effectiveFrom} />
        </Field>
        <ChoiceBox
          name="scope"
          label="范围"
          options={SCOPE_OPTIONS}
          className="sm:col-span-2"
          hint="几级都有规定的，从严"
        />
        <ChoiceBox
          name="parkId"
          label="只用于园区"
          blank="不限"
          options={namedOptions(parks)}
          className="sm:col-span-2"
        />
        <span className="hidden sm:col-span-2 sm:block" />
        <TextBox
          name="industries"
          label="只用于行业"
          unit="不限"
          hint="行业代码，如 35、36"
          className="sm:col-span-3"
        />
        <TextBox name="landUses" label="只用于用地" unit="不限" hint="用地代码，如 100101" className="sm:col-span-3" />
        <LongBox name="note" label="说明" className="sm:col-span-6" />
      </div>
    </Panel>
  )
}

function Sources() {
  const { draft } = useEditor()
  return (
    <Panel title="依据" id="part-sources" actions={<AddButton list="sources">加一个依据</AddButton>}>
      <Rows
        list="sources"
        count={draft.sources.length}
        name={(nth) => `第 ${nth} 个依据`}
        grid="grid items-end gap-x-3 gap-y-1.5 sm:grid-cols-[2fr_1.3fr_auto_auto]"
      >
        {(row, nth, buttons) => (
          <>
            <TextBox name={`${row}.title`} label={`${nth}. 文件名称`} required />
            <TextBox name={`${row}.number`} label="文号" />
            <span className={BESIDE_BOXES}>
              <TickBox name={`${row}.toBeVerified`} label="待核" />
            </span>
            <span className={BESIDE_BOXES}>{buttons}</span>
          </>
        )}
      </Rows>
      <FaultAt path="sources" />
    </Panel>
  )
}

function Criteria() {
  const { draft } = useEditor()
  const weight = draft.criteria.reduce(
    (sum, { kind, weight: each }) => sum + (kind === 'scored' ? Number(each) || 0 : 0),
    0,
  )
  return (
    <Panel
      title={`规则 ${draft.criteria.length} 条${weight > 0 ? `，权重合计 ${Math.round(weight * 100) / 100}` : ''}`}
      id="part-criteria"
    >
      <FaultAt path="criteria" className="mb-2" />
      <ol className="space-y-3">
        {draft.criteria.map((criterion, at) => (
          <CriterionEditor key={at} at={at} criterion={criterion} last={at === draft.criteria.length - 1} />
        ))}
      </ol>
      <div className="mt-3">
        <AddButton list="criteria">加一条规则</AddButton>
      </div>
    </Panel>
  )
}

const ASKED = wordOptions(YES_OR_NO)
const { pass, conditional, fail } = VERDICT_NAMES
const VERDICTS = wordOptions({ pass, conditional, fail })
const CLASS_OPTIONS = wordOptions(recordOf(CLASSES, (one) => `${one} 类`))

function Decision() {
  const { draft } = useEditor()
  return (
    <Panel title="判定表" id="part-decision" actions={<AddButton list="decision">加一行</AddButton>}>
      <FaultAt path="decision" className="mb-2" />
      <Rows
        list="decision"
        count={draft.decision.length}
        name={(nth) => `判定表第 ${nth} 行`}
        grid="grid grid-cols-2 items-end gap-x-2 gap-y-1.5 sm:grid-cols-[1fr_1fr_1fr_1fr_1.4fr_1fr_auto]"
      >
        {(row, _, buttons) => (
          <>
            <ChoiceBox name={`${row}.vetoed`} label="有否决项" blank={EITHER} options={ASKED} />
            <ChoiceBox name={`${row}.thresholdsMet`} label="门槛达标" blank={EITHER} options={ASKED} />
            <NumberBox name={`${row}.from`} label="得分从（含）" blank="不限" />
            <NumberBox name={`${row}.below`} label="到（不含）" blank="不限" />
            <ChoiceBox name={`${row}.verdict`} label="结论" options={VERDICTS} blank="请选择" />
            <ChoiceBox name={`${row}.class`} label="预期等级" blank="不定" options={CLASS_OPTIONS} />
            <span className={BESIDE_BOXES}>{buttons}</span>
          </>
        )}
      </Rows>
    </Panel>
  )
}

const BETTER = wordOptions(BETTER_NAMES)

function Measures() {
  const { draft } = useEditor()
  const rows = draft.measures.length
  return (
    <Panel title="自定指标" id="part-measures" actions={<AddButton list="measures">加一个指标</AddButton>}>
      {rows === 0 && (
        <p className="text-sm text-grey-600">系统已有的指标不够用时，在这里用“分子 ÷ 分母 × 系数”定新的。</p>
      )}
      <Rows
        list="measures"
        count={rows}
        name={(nth) => `第 ${nth} 个指标`}
        className="space-y-3"
        grid="grid items-end gap-x-3 gap-y-1.5 sm:grid-cols-4"
      >
        {(row, _, buttons) => (
          <>
            <TextBox name={`${row}.label`} label="名称" required />
            <TextBox name={`${row}.id`} label="标识" required />
            <TextBox name={`${row}.unit`} label="单位" />
            <span className={`${BESIDE_BOXES} sm:justify-end`}>{buttons}</span>
            <ChoiceBox name={`${row}.numerator`} label="分子" blank="请选择" options={measureOptions(draft)} required />
            <ChoiceBox name={`${row}.denominator`} label="分母" blank="没有" options={measureOptions(draft)} />
            <NumberBox name={`${row}.factor`} label="系数" blank="1" />
            <ChoiceBox name={`${row}.better`} label="方向" options={BETTER} preset="more" />
          </>
        )}
      </Rows>
    </Panel>
  )
}

const BARGAINED: Option[] = [
  ...keysOf(PROPOSAL_FIELDS).map((field) => ({ value: field, label: PROPOSAL_FIELDS[field].label })),
  { value: 'energy', label: '能源消费' },
]

function Negotiable() {
  const { draft } = useEditor()
  const rows = draft.negotiable.length
  return (
    <Panel title="可商议的数" id="part-negotiable" actions={<AddButton list="negotiable">加一项</AddButton>}>
      {rows === 0 && (
        <p className="text-sm text-grey-600">
          不列的按系统预设：用地、投资、税收等可以商议；列出的按这里的步长和上下限。
        </p>
      )}
      <Rows
        list="negotiable"
        count={rows}
        name={(nth) => `第 ${nth} 项`}
        grid="grid grid-cols-2 items-end gap-x-3 gap-y-1.5 sm:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      >
        {(row, _, buttons) => (
          <>
            <ChoiceBox name={`${row}.field`} label="填报项" blank="请选择" options={BARGAINED} required />
            <NumberBox name={`${row}.step`} label="步长" required />
            <NumberBox name={`${row}.min`} label="最少" blank="不限" />
            <NumberBox name={`${row}.max`} label="最多" blank="不限" />
            <span className={BESIDE_BOXES}>{buttons}</span>
          </>
        )}
      </Rows>
    </Panel>
  )
}

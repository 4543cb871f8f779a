import { PATH, type PathStage, type ProjectStatus } from '~/projects/domain/stages'
import type { FlowLink, FlowRow, FlowState } from './figures'
import { grouped, exactSum } from './sums'

export interface MoveCount {
  /** null: not yet there */
  stageWas: PathStage | null
  statusWas: ProjectStatus
  stage: PathStage
  status: ProjectStatus
  count: number
  wan: number
}

const stateOf = (stage: PathStage, status: ProjectStatus): FlowState => (status === 'ended' ? status : stage)

export const FLOW_STATES: readonly FlowState[] = [...PATH, 'ended']

export function flowBetween(counted: readonly MoveCount[]): { links: FlowLink[]; rows: FlowRow[] } {
  const moves = counted.map(({ stageWas, statusWas, stage, status, ...move }) => ({
    ...move,
    from: stageWas === null ? null : stateOf(stageWas, statusWas),
    to: stateOf(stage, status),
    suspended: status === 'suspended',
  }))
  const links = [...grouped(moves, ({ from, to }) => `${from} ${to}`).values()].map((same) => ({
    from: same[0]!.from,
    to: same[0]!.to,
    count: exactSum(same, ({ count }) => count),
    investmentWan: exactSum(same, ({ wan }) => wan),
  }))
  const place = (state: FlowState | null) => (state === null ? -1 : FLOW_STATES.indexOf(state))
  links.sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to))
  const count = (which: (move: (typeof moves)[number]) => boolean) =>
    exactSum(moves.filter(which), (move) => move.count)
  const rows = FLOW_STATES.map((state) => ({
    state,
    start: count(({ from }) => from === state),
    entered: count(({ from, to }) => to === state && from !== state),
    left: count(({ from, to }) => from === state && to !== state),
    ended: state === 'ended' ? 0 : count(({ from, to }) => from === state && to === 'ended'),
    end: count(({ to }) => to === state),
    suspended: count(({ to, suspended }) => to === state && suspended),
  }))
  return { links, rows }
}

import type { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { chainInput, nodeInput, TIER_NAMES, TIERS } from '~/chains/domain/chain'
import { firmInput } from '~/chains/domain/firm'
import { TARGET_STATE_NAMES, TARGET_STATES, targetInput } from '~/chains/domain/target'
import type { RowKind } from '~/chains/domain/workbook'
import { createChain, editableChain, editChain } from '~/chains/server/save-chain'
import { createFirm, editableFirm, editFirm } from '~/chains/server/save-firm'
import { createNode, editableNode, editNode } from '~/chains/server/save-node'
import { editableSegments, saveSegments } from '~/chains/server/save-segments'
import { createTarget, editableTarget, editTarget } from '~/chains/server/save-target'
import { database, transaction } from '~/platform/database/client'
import { AppError, invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { quoted } from '~/shared/text'
import { lookUpNames } from '../../tables/server/names'
import type { ChainRow, RowOutcome } from '../domain/rows'

type Values = ChainRow['values']
type Result = 'created' | 'updated' | 'same'

/**
 * Brings chains in step with the rows, each by its own use case: what is there is updated where a cell says something else,
 * what is not is made. A row that is refused leaves nothing behind and does not hold up the others.
 */
export async function applyRows(context: RequestContext, rows: readonly ChainRow[]): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = []
  for (const { kind, sheet, row, values } of rows) {
    const about = { sheet, row, what: [values.chain, values.node, values.name].filter(Boolean).join(' › ') }
    try {
      const result = await transaction(() => APPLY[kind](context, values))
      outcomes.push({ ...about, result, message: null })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const said = error.errors.length > 0 ? error.errors.map(({ message }) => message) : [error.userMessage]
      outcomes.push({ ...about, result: 'held', message: said.join('；') })
    }
  }
  return outcomes
}

const APPLY: Record<RowKind, (context: RequestContext, values: Values) => Promise<Result>> = {
  async chains(context, { unit, ...given }) {
    const said = { ...given, ...(unit ? { unitId: await unitIdOf(unit) } : {}) }
    const known = await findChain(required(given.name, '产业链'))
    if (!known) {
      await createChain(context, parseInput(chainInput, said))
      return 'created'
    }
    const { id, name } = known
    // By an alias it is meant too: it keeps its name.
    return keepInStep(context, { id, schema: chainInput, editable: editableChain, edit: editChain }, { ...said, name })
  },

  async nodes(context, { chain, tier, segment, ...given }) {
    const { id: chainId } = await chainOf(chain)
    const known = await database().chainNode.findFirst({
      where: { chainId, name: required(given.name, '节点') },
      select: { id: true },
    })
    const placed = segment ? { segmentId: await segmentIdOf(context, { chainId, tier, segment }) } : {}
    if (!known) {
      if (!segment) throw invalidField('segment', '新节点请写明位置和环节', 'required')
      await createNode(context, chainId, parseInput(nodeInput, { ...given, ...placed }))
      return 'created'
    }
    const { id } = known
    const said = { ...given, ...placed }
    return keepInStep(context, { id, schema: nodeInput, editable: editableNode, edit: editNode }, said)
  },

  async firms(context, { chain, node, park, ...given }) {
    const nodeId = await nodeIdOf(chain, node)
    const said = { ...given, ...(park ? { parkId: await parkIdOf(park) } : {}) }
    const name = required(given.name, '企业名称')
    const known = await database().chainFirm.findFirst({ where: { nodeId, name }, select: { id: true } })
    if (!known) {
      await createFirm(context, nodeId, parseInput(firmInput, said))
      return 'created'
    }
    const { id } = known
    return keepInStep(context, { id, schema: firmInput, editable: editableFirm, edit: editFirm }, said)
  },

  async targets(context, { chain, node, unit, state, ...given }) {
    const nodeId = await nodeIdOf(chain, node)
    const said = {
      ...given,
      ...(unit ? { unitId: await unitIdOf(unit) } : {}),
      ...(state ? { state: stateOf(state) } : {}),
    }
    const name = required(given.name, '企业名称')
    const known = await database().chainTarget.findFirst({ where: { nodeId, name }, select: { id: true } })
    if (!known) {
      await createTarget(context, nodeId, parseInput(targetInput, { state: 'open', ...said }))
      return 'created'
    }
    const { id } = known
    return keepInStep(context, { id, schema: targetInput, editable: editableTarget, edit: editTarget }, said)
  },
}

interface Known<Input> {
  id: string
  schema: z.ZodType<Input>
  editable: (context: RequestContext, id: string) => Promise<{ version: number; values: object }>
  edit: (context: RequestContext, asked: { id: string; version: number; input: Input }) => Promise<void>
}

/** Changes what is there where the row says something else. */
async function keepInStep<Input>(
  context: RequestContext,
  { id, schema, editable, edit }: Known<Input>,
  said: object,
): Promise<Result> {
  const { version, values } = await editable(context, id)
  const [before, after] = [parseInput(schema, values), parseInput(schema, { ...values, ...said })]
  // Of one schema, so that their keys stand in one order.
  if (JSON.stringify(before) === JSON.stringify(after)) return 'same'
  await edit(context, { id, version, input: after })
  return 'updated'
}

function required(text: string | undefined, label: string): string {
  if (!text) throw invalidField('name', `没有写${label}`, 'required')
  return text
}

const findChain = (name: string) =>
  database().chain.findFirst({
    where: { OR: [{ name }, { aliases: { has: name } }] },
    select: { id: true, name: true },
  })

async function chainOf(name: string | undefined) {
  const chain = await findChain(required(name, '产业链'))
  if (!chain) throw invalidField('chain', `没有产业链${quoted(name ?? '')}，请先在“产业链”表里写上`, 'unknown')
  return chain
}

async function nodeIdOf(chain: string | undefined, node: string | undefined): Promise<string> {
  const { id: chainId, name } = await chainOf(chain)
  const found = await database().chainNode.findFirst({
    where: { chainId, name: required(node, '节点') },
    select: { id: true },
  })
  if (!found) throw invalidField('node', `${quoted(name)}上没有节点${quoted(node ?? '')}`, 'unknown')
  return found.id
}

/** A segment by its name, made where the chain has none of it. */
async function segmentIdOf(
  context: RequestContext,
  { chainId, tier: word, segment: name }: { chainId: string; tier?: string; segment: string },
): Promise<string> {
  const tier = TIERS.find((each) => TIER_NAMES[each] === word)
  if (word && !tier) throw invalidField('tier', `位置${quoted(word)}应为上游、中游或下游`, 'unknown')
  const { chain, segments } = await editableSegments(context, chainId)
  const known = segments.find((segment) => segment.name === name)
  if (known && tier && known.tier !== tier)
    throw invalidField('tier', `环节${quoted(name)}在${TIER_NAMES[known.tier]}，这里写的是${word}`, 'other')
  if (known) return known.id
  if (!tier) throw invalidField('tier', `新环节${quoted(name)}请写明在上游、中游还是下游`, 'required')
  const kept = segments.map((segment) => ({ id: segment.id, tier: segment.tier, name: segment.name }))
  await saveSegments(context, { id: chainId, version: chain.version, rows: [...kept, { id: null, tier, name }] })
  const made = (await editableSegments(context, chainId)).segments.find((segment) => segment.name === name)
  if (!made) throw new Error(`The segment ${name} was not made`)
  return made.id
}

async function unitIdOf(name: string): Promise<string> {
  const id = (await lookUpNames(database(), [name], [])).units.get(name)
  if (!id) throw invalidField('unit', `没有单位${quoted(name)}，请按“设置 → 单位”中的名称填写`, 'unknown')
  return id
}

async function parkIdOf(name: string): Promise<string> {
  const id = (await lookUpNames(database(), [], [name])).parks.get(name)
  if (!id) throw invalidField('park', `没有园区${quoted(name)}，请按“设置 → 园区”中的名称填写`, 'unknown')
  return id
}

function stateOf(word: string) {
  const state = TARGET_STATES.find((each) => TARGET_STATE_NAMES[each] === word)
  if (!state)
    throw invalidField('state', `状态${quoted(word)}应为${Object.values(TARGET_STATE_NAMES).join('、')}之一`, 'unknown')
  return state
}

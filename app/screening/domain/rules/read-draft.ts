import '~/shared/zod-chinese'
import { checkRuleSet, type RuleFault } from './check'
import { NO_LIMIT, type CriterionDraft, type LimitDraft, type RuleSetDraft } from './draft'
import { ruleSetSchema, type Limit, type RuleSet } from './rule-set'

/** What a draft comes to: the rule set where nothing is wrong with it, and what is wrong, at the paths of the draft. */
export interface ReadDraft {
  ruleSet: RuleSet | null
  faults: RuleFault[]
}

/**
 * Reads and judges a draft, as the editor and the publishing do. Where one box is wrong the rest is judged
 * all the same, so that a gap shows while another row is still being typed.
 */
export function readDraft(id: string, draft: RuleSetDraft): ReadDraft {
  const reading = new Reading()
  const text = reading.ruleSet(id, draft)
  const parsed = ruleSetSchema.safeParse(text)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    return { ruleSet: null, faults: inDraft(draft, distinct([...reading.faults, ...faults])) }
  }
  const judged = checkRuleSet(parsed.data).filter(({ path }) => !reading.touches(path))
  const faults = inDraft(draft, distinct([...reading.faults, ...judged]))
  return { ruleSet: faults.length === 0 ? parsed.data : null, faults }
}

const distinct = (faults: readonly RuleFault[]): RuleFault[] => {
  const seen = new Set<string>()
  return faults.filter(({ path, message }) => {
    const key = `${path} ${message}`
    return !seen.has(key) && seen.add(key)
  })
}

/** What may be bargained over is a list in the draft and keyed by its field in the set. */
function inDraft({ negotiable }: RuleSetDraft, faults: readonly RuleFault[]): RuleFault[] {
  return faults.map(({ path, message }) => {
    const [, field = '', ...rest] = path.startsWith('negotiable.') ? path.split('.') : []
    const at = negotiable.findIndex((row) => row.field === field)
    return at < 0 ? { path, message } : { path: ['negotiable', at, ...rest].join('.'), message }
  })
}

const NOT_FILLED = new Set(['必填', '请填标识', '请填行业代码', '请选择一项', '请从给出的选项中选择'])

/** Whether a fault is only that a box is still empty, which is no news while one types. */
export const isMissing = ({ message }: RuleFault): boolean => NOT_FILLED.has(message)

const NUMBER = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/

/** Reads texts as numbers and codes; where one cannot be read it notes a fault, and something harmless stands in for it. */
class Reading {
  readonly faults: RuleFault[] = []

  /** Whether what was noted makes a judgement about this path idle. */
  touches(path: string): boolean {
    const blockOf = (at: string) => (at.startsWith('decision') ? 'decision' : at.split('.').slice(0, 2).join('.'))
    if (path === 'criteria') return this.faults.some((fault) => fault.path.endsWith('.weight'))
    return this.faults.some((fault) => blockOf(fault.path) === blockOf(path))
  }

  private fault(path: string, message: string): void {
    this.faults.push({ path, message })
  }

  private maybe(path: string, value: string): number | undefined {
    if (value === '') return undefined
    const plain = value.replace(/[０-９．－，]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    if (NUMBER.test(plain)) return Number(plain.replaceAll(',', ''))
    this.fault(path, '请填数字')
    return undefined
  }

  private number(path: string, value: string): number {
    const read = this.maybe(path, value)
    if (read === undefined && value === '') this.fault(path, '必填')
    return read ?? 1
  }

  private codes(value: string): string[] | undefined {
    const codes = value.split(/[、,，;；\s]+/).filter(Boolean)
    return codes.length > 0 ? codes : undefined
  }

  private required(path: string, value: string): string {
    if (value === '') this.fault(path, '必填')
    return value || '未填'
  }

  private id(path: string, value: string, at: number): string {
    if (value !== '') return value
    this.fault(path, '请填标识')
    return `unnamed${at}`
  }

  private limit(path: string, { type, value, byIndustry, otherwise }: LimitDraft): Limit {
    if (type !== 'byIndustry') return this.number(`${path}.value`, value)
    if (byIndustry.length === 0) this.fault(path, '至少写一个行业')
    return {
      byIndustry: byIndustry.map((row, at) => {
        const here = `${path}.byIndustry.${at}`
        const codes = this.codes(row.codes)
        if (!codes) this.fault(`${here}.codes`, '请填行业代码')
        const isNone = [NO_LIMIT, '无', '-', '—'].includes(row.value)
        const limit = isNone ? null : this.number(`${here}.value`, row.value)
        return { ...given({ label: row.label || undefined }), codes: codes ?? ['00'], value: limit }
      }),
      ...given({ otherwise: this.maybe(`${path}.otherwise`, otherwise) }),
    }
  }

  private scoring(path: string, { type, bands, choices, ...numbers }: CriterionDraft['scoring']): unknown {
    const number = (name: keyof typeof numbers) => this.number(`${path}.${name}`, numbers[name])
    const maybe = (name: keyof typeof numbers) => given({ [name]: this.maybe(`${path}.${name}`, numbers[name]) })
    switch (type) {
      case 'linear':
        return {
          type,
          base: number('base'),
          points: number('points'),
          per: number('per'),
          change: number('change'),
          floor: number('floor'),
          ...maybe('cap'),
        }
      case 'ratio':
        return { type, base: number('base'), ...maybe('cap'), ...maybe('atZero') }
      case 'categories':
        return {
          type,
          choices: choices.map((row, at) => ({
            value: this.id(`${path}.choices.${at}.value`, row.value, at),
            label: this.required(`${path}.choices.${at}.label`, row.label),
            points: this.number(`${path}.choices.${at}.points`, row.points),
          })),
        }
      default:
        return {
          type: type || 'steps',
          bands: bands.map((row, at) => ({
            ...given({ from: this.maybe(`${path}.bands.${at}.from`, row.from) }),
            ...given({ below: this.maybe(`${path}.bands.${at}.below`, row.below) }),
            points: this.number(`${path}.bands.${at}.points`, row.points),
          })),
        }
    }
  }

  private criterion(draft: CriterionDraft, at: number): unknown {
    const path = `criteria.${at}`
    const { kind, note, measure, direction, limit, weight, better, bar, scoring } = draft
    const common = {
      id: this.id(`${path}.id`, draft.id, at),
      label: this.required(`${path}.label`, draft.label),
      source: draft.source === '' ? 0 : this.number(`${path}.source`, draft.source),
      ...given({ note: note || undefined }),
    }
    switch (kind) {
      case 'veto':
        return { kind, ...common }
      case 'info':
        return { kind, ...common, measure }
      case 'scored':
        return {
          kind,
          ...common,
          weight: this.number(`${path}.weight`, weight),
          ...given({ measure: measure || undefined }),
          ...given({ better: better || undefined }),
          scoring: this.scoring(`${path}.scoring`, scoring),
          ...(bar.type === '' ? {} : { bar: this.limit(`${path}.bar`, bar) }),
        }
      default:
        return {
          kind: kind || 'threshold',
          ...common,
          measure,
          direction: direction || 'atLeast',
          limit: this.limit(`${path}.limit`, limit),
        }
    }
  }

  private tick(path: string, value: string): boolean | undefined {
    if (value === '') return undefined
    if (value === 'true' || value === 'false') return value === 'true'
    this.fault(path, '请写“是”或“否”，不限的空着')
    return undefined
  }

  ruleSet(id: string, draft: RuleSetDraft): unknown {
    return {
      id,
      name: this.required('name', draft.name),
      scope: draft.scope,
      effectiveFrom: draft.effectiveFrom,
      ...given({ note: draft.note || undefined }),
      ...given({ industries: this.codes(draft.industries) }),
      ...given({ landUses: this.codes(draft.landUses) }),
      ...given({ parkId: draft.parkId || undefined }),
      sources: draft.sources.map(({ title, number, toBeVerified }, at) => ({
        title: this.required(`sources.${at}.title`, title),
        ...given({ number: number || undefined }),
        ...given({ toBeVerified: toBeVerified === 'true' || undefined }),
      })),
      measures: draft.measures.map(({ denominator, factor, better, ...measure }, at) => ({
        id: this.id(`measures.${at}.id`, measure.id, at),
        label: this.required(`measures.${at}.label`, measure.label),
        unit: measure.unit,
        numerator: measure.numerator,
        better: better || 'more',
        ...given({ denominator: denominator || undefined }),
        ...given({ factor: this.maybe(`measures.${at}.factor`, factor) }),
      })),
      criteria: draft.criteria.map((criterion, at) => this.criterion(criterion, at)),
      decision: draft.decision.map((row, at) => ({
        ...given({ vetoed: this.tick(`decision.${at}.vetoed`, row.vetoed) }),
        ...given({ thresholdsMet: this.tick(`decision.${at}.thresholdsMet`, row.thresholdsMet) }),
        ...given({ from: this.maybe(`decision.${at}.from`, row.from) }),
        ...given({ below: this.maybe(`decision.${at}.below`, row.below) }),
        verdict: row.verdict,
        ...given({ class: row.class || undefined }),
      })),
      negotiable: Object.fromEntries(
        draft.negotiable.map(({ field, step, min, max }, at) => {
          const path = `negotiable.${at}`
          if (field === '') this.fault(`${path}.field`, '请选择一项')
          else if (draft.negotiable.findIndex((row) => row.field === field) < at)
            this.fault(`${path}.field`, '这一项已列在前面')
          return [
            field,
            {
              step: this.number(`${path}.step`, step),
              ...given({ min: this.maybe(`${path}.min`, min) }),
              ...given({ max: this.maybe(`${path}.max`, max) }),
            },
          ]
        }),
      ),
    }
  }
}

/** Without what is not given: a key that is undefined is a key all the same. */
function given<Part extends object>(part: Part): Partial<Part> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Part>
}

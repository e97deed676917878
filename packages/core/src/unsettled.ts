import { eventFor, type Command, type PublishScorecard } from './contract/command.codec'
import { definitions } from './events/registry'
import { subjectOf } from './events/subject'

/**
 * What a command is about: a KPI, with those it succeeds; a contract as a whole; or neither (a note on
 * a contract).
 */
type Scope = ReadonlyArray<string> | 'contract' | 'nothing'

const scopeOf = (command: Command | PublishScorecard): Scope => {
  const event = eventFor(command)
  const { kpi } = subjectOf(event)
  const { kind } = definitions[event.type]
  if (kind !== 'fact' && kind !== 'rule') return 'contract'
  if (kpi !== undefined)
    return [kpi, ...('succeeds' in event.data ? (event.data.succeeds ?? []) : [])]
  return kind === 'fact' ? 'nothing' : 'contract'
}

/**
 * What is not known after commands of a batch were refused or not judged: whoever mends them may
 * change whether later commands about the same are refused. What is about one KPI depends on that
 * KPI and on the rules of the contract, never on another KPI.
 */
export class Unsettled {
  private readonly contracts = new Set<string>()
  private readonly kpis = new Map<string, Set<string>>()

  /** Whether a command can be judged without those that are unsettled. */
  allows(command: Command | PublishScorecard): boolean {
    const { contract } = command
    if (this.contracts.has(contract)) return false
    const scope = scopeOf(command)
    if (scope === 'nothing') return true
    const kpis = this.kpis.get(contract)
    return kpis === undefined || (scope !== 'contract' && !scope.some((kpi) => kpis.has(kpi)))
  }

  /** Adds what a command is about. */
  add(command: Command | PublishScorecard): void {
    const { contract } = command
    const scope = scopeOf(command)
    if (scope === 'contract') this.contracts.add(contract)
    if (typeof scope === 'string') return
    const kpis = this.kpis.get(contract) ?? new Set<string>()
    for (const kpi of scope) kpis.add(kpi)
    this.kpis.set(contract, kpis)
  }
}

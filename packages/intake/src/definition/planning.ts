import { decide, describe, streamOf, type Command, type RecordedEvent } from '@kpi-ledger/core'
import {
  addToHistory,
  currentVersion,
  historySize,
  madeEvent,
  rollBack,
  type Plain,
} from '@kpi-ledger/core/unstable'
import { rules, type History, type KPIInWords, type Rules } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { Place, PlacedFault } from './place'

/** A command that a definition leads to, and the place in the file that asks for it. */
export interface PlannedCommand extends Place {
  readonly command: Command
}

/** The instant of what is planned before anything is recorded. */
const BEFORE_ALL = '1970-01-01T00:00:00.000Z'

/**
 * What is planned on a history so far. Each command is judged and added as if it were recorded, so
 * that the next one is planned on what there would be; `close` leaves the history as it was.
 */
export class Planning {
  readonly commands: Array<PlannedCommand> = []
  readonly faults: Array<PlacedFault> = []
  private readonly added: Array<RecordedEvent> = []
  /** The rules as last derived, and the KPIs defined since. */
  private drawn: Rules | null = null
  private readonly redefined = new Set<string>()

  constructor(
    private readonly history: History,
    readonly contract: string,
    /** The reason for anything without its own. */
    readonly reason: string | null,
  ) {}

  /** The rules there would be; null before the contract is registered. */
  rules(): Rules | null {
    const answer = rules(this.history)
    return E.isLeft(answer) ? null : answer.right
  }

  /** A KPI as it would be under a regime; undefined if it is not there. */
  under(regime: string, kpi: string): KPIInWords | undefined {
    if (this.drawn === null || this.redefined.has(kpi)) {
      this.drawn = this.rules()
      this.redefined.clear()
    }
    return this.drawn?.regimes
      .find((each) => each.regime === regime)
      ?.kpis.find((each) => each.kpi === kpi)
  }

  /** The first month from which a definition revised under a regime would hold over all others. */
  lastRevised(kpi: string, regime: string): string {
    const revisions = this.history.rules.kpis.get(kpi)?.revisions ?? []
    return revisions
      .filter((revision) => revision.regime === regime)
      .reduce((last, { effectiveFrom }) => (effectiveFrom > last ? effectiveFrom : last), '')
  }

  fault({ line, column }: Place, message: string): void {
    this.faults.push({ line, column, message })
  }

  /** The reason for a change, asked for where there is none; null then. */
  reasonFor(at: Place, own: string | null, what: string): string | null {
    const reason = own ?? this.reason
    if (reason === null) this.fault(at, `${what} needs a reason`)
    return reason
  }

  /** Plans a command; false if it is refused, which is a fault. */
  take({ line, column }: Place, command: Plain<Command>): boolean {
    const decided = decide(this.history, command)
    if (E.isLeft(decided)) {
      this.fault({ line, column }, describe(decided.left))
      return false
    }
    const revision = historySize(this.history)
    const event = madeEvent({
      ...decided.right,
      ...{ id: `planned ${revision}`, stream: streamOf(this.contract), revision },
      version: currentVersion(decided.right.type),
      recordedAt: this.history.origins.lastRecordedAt() ?? BEFORE_ALL,
    })
    addToHistory(this.history, event)
    this.added.push(event)
    if (command.type === 'DefineKPI' || command.type === 'ReviseDefinition')
      this.redefined.add(command.kpi)
    this.commands.push({ line, column, command })
    return true
  }

  close(): void {
    rollBack(this.history, this.added)
  }
}

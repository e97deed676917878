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

/** A command that follows from a definition, and the place in the file that it follows from. */
export interface PlannedCommand extends Place {
  /** The command. */
  readonly command: Command
}

/** When planned events are taken to be recorded if the ledger has no events yet. */
const BEFORE_ALL = '1970-01-01T00:00:00.000Z'

/**
 * The commands planned so far on a history. Each is decided and added as if it were recorded, so
 * that the next is planned on top of it; `close` removes them from the history again.
 */
export class Planning {
  /** The commands so far. */
  readonly commands: Array<PlannedCommand> = []
  /** The faults so far. */
  readonly faults: Array<PlacedFault> = []
  private readonly added: Array<RecordedEvent> = []
  /** The rules as last derived, before the KPIs in `redefined` changed. */
  private drawn: Rules | null = null
  private readonly redefined = new Set<string>()

  constructor(
    private readonly history: History,
    readonly contract: string,
    /** The reason for changes without one of their own; null if there is none. */
    readonly reason: string | null,
  ) {}

  /** The rules with what is planned; null if the contract is not registered. */
  rules(): Rules | null {
    const answer = rules(this.history)
    return E.isLeft(answer) ? null : answer.right
  }

  /** A KPI under a regime with what is planned; undefined if the regime does not have it. */
  under(regime: string, kpi: string): KPIInWords | undefined {
    if (this.drawn === null || this.redefined.has(kpi)) {
      this.drawn = this.rules()
      this.redefined.clear()
    }
    return this.drawn?.regimes
      .find((each) => each.regime === regime)
      ?.kpis.find((each) => each.kpi === kpi)
  }

  /** The first month of the latest revision of a KPI's definition under a regime; empty if none. */
  lastRevised(kpi: string, regime: string): string {
    const revisions = this.history.rules.kpis.get(kpi)?.revisions ?? []
    const months = revisions
      .filter((revision) => revision.regime === regime)
      .map(({ effectiveFrom }) => effectiveFrom)
    return months.sort().at(-1) ?? ''
  }

  /** Reports a fault at a place. */
  fault({ line, column }: Place, message: string): void {
    this.faults.push({ line, column, message })
  }

  /** The reason for a change; null, with a fault, if there is none. */
  reasonFor(at: Place, own: string | null, what: string): string | null {
    const reason = own ?? this.reason
    if (reason === null) this.fault(at, `${what} needs a reason`)
    return reason
  }

  /** Plans a command; false, with a fault, if the ledger would refuse it. */
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

  /** Removes what was planned from the history. */
  close(): void {
    rollBack(this.history, this.added)
  }
}

import { decide, decodeCommand, describe, type Command, type Outcome } from '@kpi-ledger/core'
import {
  formatFault,
  historySize,
  invariant,
  knownActual,
  standing,
} from '@kpi-ledger/core/unstable'
import type { History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { inCellOrder, type CellAt, type CellRemark } from '../sheets/sheet'
import type { ReadReturn, ReturnedFigure } from './returned'

/** The file that figures come from, as it is recorded in their events. */
export interface ReturnSource {
  /** The file's name, without its folder. */
  readonly file: string
  /** SHA-256 of its bytes, 64 lower-case hex digits. */
  readonly sha256: string
}

/** How the figures of a file are compared with a ledger. */
export interface PlanReturnOptions {
  /** The file. */
  readonly source: ReturnSource
  /** Who records the figures. */
  readonly actor?: string
  /** Why figures that are already in the ledger have changed. */
  readonly reason?: string
}

/** What is done with a figure or a note of a return. */
export interface PlannedFigure extends CellAt {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The period as the ledger writes it: `2016-06`, `FY2016-Q1`. */
  readonly period: string
  /** What is to be done; `already` if the ledger has it. */
  readonly action: 'record' | 'correct' | 'note' | 'already'
  /** The figure; null for a note. */
  readonly outcome: Outcome | null
  /** The figure in the ledger; null if it has none. */
  readonly before: Outcome | null
  /** The text of a note; null for a figure. */
  readonly note: string | null
  /** The command that records it; null if the ledger has it. */
  readonly command: Command | null
}

const isSame = (before: Outcome, outcome: Outcome): boolean => {
  if (before.kind === 'measured')
    return (
      outcome.kind === 'measured' &&
      outcome.value === before.value &&
      (outcome.of === undefined || outcome.of === before.of) &&
      (outcome.published === undefined || outcome.published === before.published)
    )
  return (
    outcome.kind === 'not-measured' &&
    outcome.reason === before.reason &&
    (outcome.text === undefined || outcome.text === before.text)
  )
}

/** Compares the figures of a return with a history. */
class ReturnPlan {
  readonly planned: Array<PlannedFigure> = []
  readonly faults: Array<CellRemark> = []

  constructor(
    private readonly history: History,
    private readonly options: PlanReturnOptions,
  ) {}

  private commonTo({ sheet, cell }: CellAt) {
    const { source, actor } = this.options
    const { contract } = this.history
    invariant(contract !== null, 'figures were read for no contract')
    const size = historySize(this.history)
    return {
      contract: contract.contract,
      expectedRevision: Math.max(size - 1, 0),
      metadata: {
        ...(actor === undefined ? {} : { actor }),
        source: { ...source, ...(sheet === null ? {} : { sheet }), cell },
      },
    }
  }

  /**
   * A command as it would be recorded; null if the ledger would refuse it, which is a fault of its
   * cell.
   */
  private judged({ sheet, cell }: CellAt, command: Command): Command | null {
    const decoded = decodeCommand(command)
    if (E.isLeft(decoded)) {
      for (const fault of decoded.left.faults)
        this.faults.push({ sheet, cell, message: formatFault(fault) })
      return null
    }
    const decided = decide(this.history, decoded.right)
    if (E.isRight(decided)) return decoded.right
    this.faults.push({ sheet, cell, message: describe(decided.left) })
    return null
  }

  private figure({ sheet, cell, kpi, period }: ReturnedFigure, outcome: Outcome): void {
    const { history, options } = this
    const at = { sheet, cell }
    const before = knownActual(history.actuals, kpi, period, standing(history))?.outcome ?? null
    const planned = { ...at, kpi, period, outcome, before, note: null }
    if (before !== null && isSame(before, outcome)) {
      this.planned.push({ ...planned, action: 'already', command: null })
      return
    }
    const fields = { ...this.commonTo(at), kpi, period, outcome }
    const { reason } = options
    if (before !== null && reason === undefined) {
      this.faults.push({
        ...at,
        message: `${kpi} for ${period} has a different figure in the ledger; to correct it, give a reason`,
      })
      return
    }
    const command = this.judged(
      at,
      before === null || reason === undefined
        ? { type: 'RecordActual', ...fields }
        : { type: 'CorrectActual', ...fields, reason },
    )
    if (command === null) return
    this.planned.push({ ...planned, action: before === null ? 'record' : 'correct', command })
  }

  private note({ sheet, cell, kpi, period }: ReturnedFigure, text: string): void {
    const { history } = this
    const at = { sheet, cell }
    const planned = { ...at, kpi, period, outcome: null, before: null, note: text }
    const known = standing(history)
    const there = history.notes.onKPIs.get(kpi)?.get(period) ?? []
    if (there.some((note) => known(note) && note.text === text)) {
      this.planned.push({ ...planned, action: 'already', command: null })
      return
    }
    const command = this.judged(at, { type: 'AddNote', ...this.commonTo(at), kpi, period, text })
    if (command !== null) this.planned.push({ ...planned, action: 'note', command })
  }

  take(figure: ReturnedFigure): void {
    if (figure.outcome !== null) this.figure(figure, figure.outcome)
    if (figure.note !== null) this.note(figure, figure.note)
  }
}

/**
 * Plans what the figures of a return change in a ledger: each is to be recorded, to be corrected
 * (which needs a reason, M19), or there already, so that collecting a return twice records nothing
 * new. Each command says where its figure came from: the file, its SHA-256, the sheet and the cell.
 * Fails with every fault by its cell, found in reading or refused by the ledger; then nothing is to
 * be recorded.
 */
export const planReturn = (
  history: History,
  { figures, faults }: ReadReturn,
  options: PlanReturnOptions,
): E.Either<ReadonlyArray<CellRemark>, ReadonlyArray<PlannedFigure>> => {
  const plan = new ReturnPlan(history, options)
  for (const figure of figures) plan.take(figure)
  const all = [...faults, ...plan.faults]
  return all.length > 0 ? E.left(inCellOrder(all)) : E.right(plan.planned)
}

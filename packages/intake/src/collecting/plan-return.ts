import { decide, decodeCommand, describe, type Command, type Outcome } from '@kpi-ledger/core'
import { formatFault, historySize, knownActual, standing } from '@kpi-ledger/core/unstable'
import type { History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { inCellOrder, type CellAt, type CellRemark } from '../sheets/sheet'
import type { ReadReturn, ReturnedFigure } from './returned'

/** The file that figures come from, as their events say. */
export interface ReturnSource {
  /** The file's name, without its folder. */
  readonly file: string
  /** SHA-256 of its bytes, 64 lower-case hex digits. */
  readonly sha256: string
}

/** How the figures of a file are compared with a ledger. */
export interface PlanReturnOptions {
  readonly source: ReturnSource
  /** Who records them. */
  readonly actor?: string
  /** Why figures already in the ledger have changed. */
  readonly reason?: string
}

/** What becomes of a figure or a note of a return. */
export interface PlannedFigure extends CellAt {
  readonly kpi: string
  readonly period: string
  /** `already`: the ledger has it. */
  readonly action: 'record' | 'correct' | 'note' | 'already'
  /** The figure; null of a note. */
  readonly outcome: Outcome | null
  /** The figure that the ledger has; null if it has none. */
  readonly before: Outcome | null
  /** The text of a note. */
  readonly note: string | null
  /** The command that records it; null if it is there already. */
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

/** Holds the figures of a return against a history. */
class ReturnPlan {
  readonly planned: Array<PlannedFigure> = []
  readonly faults: Array<CellRemark> = []

  constructor(
    private readonly history: History,
    private readonly options: PlanReturnOptions,
  ) {}

  private commonTo({ sheet, cell }: CellAt) {
    const { source, actor } = this.options
    const size = historySize(this.history)
    return {
      contract: this.history.contract?.contract ?? '',
      expectedRevision: Math.max(size - 1, 0),
      metadata: {
        ...(actor === undefined ? {} : { actor }),
        source: { ...source, ...(sheet === null ? {} : { sheet }), cell },
      },
    }
  }

  /** Takes a command that would be recorded; what is wrong with it is a fault of its cell. */
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
        message: `${kpi} for ${period} is another figure in the ledger; to correct it, say why`,
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
 * What the figures of a return mean for a ledger: each is to be recorded, to be corrected (which
 * needs a reason, M19), or already there, so collecting a return twice records nothing new. Each
 * command says where its figure came from: the file, its SHA-256, the sheet and the cell. Fails
 * with every fault by its cell, those of reading and whatever the ledger would refuse; then nothing
 * is to be recorded.
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

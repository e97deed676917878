import { counted } from '@kpi-ledger/core/unstable'
import { MAX_FAULTS, MAX_LISTED } from '../sheets/limits'
import type { CellAt, CellRemark } from '../sheets/sheet'
import type { Guess, ReadReturn } from './returned'

/** Some remarks, the last of which says how many more there are. */
const furtherTo = (
  remarks: ReadonlyArray<CellRemark>,
  unlisted: number,
  what: string,
): ReadonlyArray<CellRemark> => {
  const last = remarks.at(-1)
  return unlisted === 0 || last === undefined
    ? remarks
    : [...remarks, { ...last, message: `and ${counted(unlisted, what)}` }]
}

/** The guesses, faults and skipped cells of a file, each listed once, up to a limit. */
export class Remarks {
  private readonly guesses = new Map<string, { readonly guess: Guess; more: number }>()
  private readonly skipped: Array<CellRemark> = []
  private readonly faults: Array<CellRemark> = []
  private readonly said = new Set<string>()
  private unlisted = 0
  private unlistedSkips = 0

  /** Lists a fault of a cell, once. */
  fault(at: CellAt, message: string): void {
    const key = `${at.sheet ?? ''}!${at.cell} ${message}`
    if (this.said.has(key)) return
    if (this.faults.length >= MAX_FAULTS) {
      this.unlisted++
      return
    }
    this.said.add(key)
    this.faults.push({ sheet: at.sheet, cell: at.cell, message })
  }

  /** Lists a cell as skipped, with the reason. */
  skip({ sheet, cell }: CellAt, message: string): void {
    if (this.skipped.length < MAX_LISTED) this.skipped.push({ sheet, cell, message })
    else this.unlistedSkips++
  }

  /** Lists what a cell was read as; cells with the same text and reading are counted together. */
  guess({ sheet, cell }: CellAt, text: string, as: string, why: string): void {
    const key = JSON.stringify([text, as, why])
    const known = this.guesses.get(key)
    if (known === undefined && this.guesses.size >= MAX_LISTED) this.unlistedSkips++
    else if (known === undefined)
      this.guesses.set(key, { guess: { sheet, cell, text, as, why, more: 0 }, more: 0 })
    else if (known.guess.cell !== cell || known.guess.sheet !== sheet) known.more++
  }

  /** All remarks, with a count of those beyond the limit. */
  protected listed(): Pick<ReadReturn, 'guesses' | 'skipped' | 'faults'> {
    return {
      guesses: [...this.guesses.values()].map(({ guess, more }) => ({ ...guess, more })),
      skipped: furtherTo(this.skipped, this.unlistedSkips, 'further cell'),
      faults: furtherTo(this.faults, this.unlisted, 'further fault'),
    }
  }
}

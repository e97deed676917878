import { formatPath, type Fault } from './fault'

/** A codec turned into closures. */
export interface Check {
  /** Whether a value has the shape of the codec, exactly; stops at the first fault. */
  readonly accepts: (u: unknown) => boolean
  /** Reports every fault of a value that was not accepted. */
  readonly explain: (u: unknown, report: Report) => void
}

/** Collects the faults of a value, each with its path, while a check walks it. */
export class Report {
  readonly faults: Array<Fault> = []
  private readonly path: Array<string | number> = []

  fail(message: string): void {
    this.faults.push({ path: formatPath(this.path), message })
  }

  failAt(key: string | number, message: string): void {
    this.path.push(key)
    this.fail(message)
    this.path.pop()
  }

  check(key: string | number, check: Check, value: unknown): void {
    if (check.accepts(value)) return
    this.path.push(key)
    check.explain(value, this)
    this.path.pop()
  }
}

/** Every fault a check finds in a value, under a path; none if the value is accepted. */
export const faultsOf = (check: Check, value: unknown, under?: string): ReadonlyArray<Fault> => {
  const report = new Report()
  if (under !== undefined) report.check(under, check, value)
  else if (!check.accepts(value)) check.explain(value, report)
  return report.faults
}

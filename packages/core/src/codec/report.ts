import { formatPath, type Fault } from './fault'

/** A compiled codec. */
export interface Check {
  /** Whether a value has the shape of the codec, exactly; stops at the first fault. */
  readonly accepts: (u: unknown) => boolean
  /** Reports every fault of a value, and nothing of one that is accepted. */
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

  check(key: string | number, explain: Check['explain'], value: unknown): void {
    this.path.push(key)
    explain(value, this)
    this.path.pop()
  }
}

/** Every fault a check finds in a value, under a path; none if the value is accepted. */
export const faultsOf = (check: Check, value: unknown, under?: string): ReadonlyArray<Fault> => {
  const report = new Report()
  if (under === undefined) check.explain(value, report)
  else report.check(under, check.explain, value)
  return report.faults
}

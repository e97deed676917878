import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import type { RecordedEvent, StoreError } from '@kpi-ledger/core'
import type { Pages } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import { Admission, type Examine } from './admission'
import { streamOnLine } from './line-stream'
import type { Line } from './lines'
import { takeFile } from './take-lines'

/** How many contracts' histories are kept at once. */
const ROOM = 1250

type Taken = E.Either<StoreError, RecordedEvent | null>

/** Only a file can be read again; what comes through a pipe is judged at once. */
const canBeReadAgain = (path: string): boolean =>
  statSync(path, { bigint: true, throwIfNoEntry: false })?.isFile() ?? false

/** Several readings of one file. Each judges the next contracts, as many as there is room for. */
class Readings {
  private readonly judged = new Set<string>()
  private isFirst = true
  private isWaiting = false
  /** The first line found so far that is not allowed in its place. */
  private failed: { readonly line: number; readonly error: Taken } | null = null

  constructor(
    private readonly admission: Admission,
    private readonly room: number,
  ) {}

  /** Whether there are contracts that no reading has judged yet. */
  get areUnfinished(): boolean {
    return this.isWaiting
  }

  begin(): void {
    this.isWaiting = false
  }

  end(): void {
    for (const stream of this.admission.streams.keys()) this.judged.add(stream)
    this.admission.forget()
    this.isFirst = false
  }

  /** The event of a line if this reading judges it, else null. */
  take(line: Line): Taken {
    if (this.failed !== null && line.number >= this.failed.line) return this.failed.error
    const taken = this.isFirst ? this.takeFirst(line) : this.takeAgain(line)
    if (E.isLeft(taken)) this.failed = { line: line.number, error: taken }
    return taken
  }

  private takeFirst(line: Line): Taken {
    const event = this.admission.read(line)
    if (E.isLeft(event)) return event
    return this.hasRoomFor(event.right.stream)
      ? this.admission.judge(line, event.right)
      : E.right(null)
  }

  private takeAgain(line: Line): Taken {
    const stream = streamOnLine(line.text)
    if (stream === null || this.judged.has(stream) || !this.hasRoomFor(stream)) return E.right(null)
    return E.chain((event: RecordedEvent) => this.admission.judge(line, event))(
      this.admission.decode(line),
    )
  }

  private hasRoomFor(stream: string): boolean {
    const { streams } = this.admission
    if (streams.has(stream) || streams.size < this.room) return true
    this.isWaiting = true
    return false
  }
}

/**
 * Reads the events of a ledger file, in pages, and judges them as `readLedgerFile` does; the error
 * is that of the first line that is not allowed in its place. The events of each contract come in
 * order, but a file of many contracts is read several times, with the first contracts in the first
 * reading: contracts do not depend on one another, so their histories need not all be kept at once.
 * `Unavailable` if the file was written to meanwhile. All its bytes are shown to `see` once.
 */
export async function* readByContract(
  path: string,
  examine?: Examine,
  see: (chunk: Uint8Array) => void = () => undefined,
  room = canBeReadAgain(path) ? ROOM : Infinity,
): Pages<RecordedEvent> {
  const readings = new Readings(new Admission(examine), room)
  let failure: E.Either<StoreError, never> | null = null
  let sha256: string | null = null
  do {
    readings.begin()
    const hash = createHash('sha256')
    const isFirst = sha256 === null
    for await (const page of takeFile<RecordedEvent | null>(
      path,
      (line) => readings.take(line),
      (chunk) => {
        hash.update(chunk)
        if (isFirst) see(chunk)
      },
    ))
      if (E.isLeft(page)) failure = page
      else yield E.right(page.right.filter((event) => event !== null))
    readings.end()
    const read = hash.digest('hex')
    if (failure === null && sha256 !== null && sha256 !== read) {
      yield E.left({ _tag: 'Unavailable', reason: `${path}: it was written to while it was read` })
      return
    }
    sha256 = read
  } while (readings.areUnfinished)
  if (failure !== null) yield failure
}

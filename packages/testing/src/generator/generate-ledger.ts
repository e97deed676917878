import { parsePeriod, streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { currentVersion, madeEvent, monthAt, monthIndex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { uuidsOf } from '../environment/sequential-ids'
import type { EventFixture } from '../events/recorded'
import { recordingClock } from './clock'
import { contractLife } from './contract-life'
import { randomFrom } from './random'

/** The size of a ledger to generate; everything has a default. */
export interface LedgerSize {
  /** 2 by default. */
  readonly contracts?: number
  /** KPIs of each contract at a time; 12 by default. */
  readonly kpis?: number
  /** Months reported; 36 by default, or as many as it takes where `events` is given. */
  readonly months?: number
  /** Ends after exactly this many events, in the middle of a month if necessary. */
  readonly events?: number
  /** A whole number; each gives a different ledger. 1 by default. */
  readonly seed?: number
  /** The first month; `2012-04` by default. */
  readonly firstMonth?: string
}

const LAST_YEAR = 2999

interface Stream {
  readonly name: string
  readonly life: Generator<ReadonlyArray<EventFixture>, never>
  readonly idOf: (n: number) => string
  size: number
}

const openStreams = (contracts: number, kpis: number, first: number, seed: number): Array<Stream> =>
  Array.from({ length: contracts }, (_, i) => {
    const contract = `contract-${i + 1}`
    const drawn = Math.imul(seed, 0x85ebca6b) ^ (i + 1)
    const idOf = uuidsOf(`seed ${seed} ${contract}`)
    const [random, changes] = [randomFrom(drawn), randomFrom(~drawn)]
    const judging = randomFrom(Math.imul(drawn, 0xc2b2ae35))
    return {
      name: streamOf(contract),
      life: contractLife(contract, kpis, first, random, changes, judging, idOf),
      idOf,
      size: 0,
    }
  })

const monthNumber = (text: string): number => {
  const period = parsePeriod(text)
  if (E.isRight(period) && period.right.kind === 'month') return monthIndex(period.right)
  throw new RangeError(`firstMonth: expected a month such as 2012-04, got "${text}"`)
}

const checked = (name: string, n: number, least: number): number => {
  if (Number.isInteger(n) && n >= least) return n
  throw new RangeError(`${name}: expected a whole number from ${least}, got ${n}`)
}

function* make(
  streams: ReadonlyArray<Stream>,
  first: number,
  months: number,
  events: number,
): Generator<RecordedEvent> {
  let made = 0
  const clock = recordingClock()
  for (let month = first; month < first + months && made < events; month++) {
    if (monthAt(month).year > LAST_YEAR)
      throw new RangeError('the year 2999 is reached; ask for fewer events, or more KPIs')
    clock.report(month)
    for (const stream of streams) {
      for (const event of stream.life.next().value) {
        if (made++ >= events) return
        const revision = stream.size++
        const envelope = {
          id: stream.idOf(revision),
          stream: stream.name,
          revision,
          version: currentVersion(event.type),
          recordedAt: clock.tick(),
        }
        // Of events with different fields, V8 copies a hundred times faster this way than by spread.
        yield madeEvent(Object.assign(envelope, event))
      }
    }
  }
}

/**
 * Generates a plausible ledger of some contracts: registrations, successive regimes with their
 * KPIs, targets revised and retired, amendments, actuals by month, quarter, half-year and year, late ones,
 * corrections and notes, ratings printed and decided, and events withdrawn; no publications, which are drawn from what is recorded. Every event is accepted by `admit`; contracts are interleaved in the order
 * of recording.
 *
 * The same size and seed give the same events. They are generated one by one on demand, so a
 * million take no more memory than one month. Throws a `RangeError` for sizes that are not whole
 * numbers, or once the year 2999 is reached.
 */
export const generateLedger = (size: LedgerSize = {}): Iterable<RecordedEvent> => {
  const contracts = checked('contracts', size.contracts ?? 2, 1)
  const kpis = checked('kpis', size.kpis ?? 12, 1)
  const events = size.events === undefined ? Infinity : checked('events', size.events, 0)
  const months =
    size.months === undefined && size.events !== undefined
      ? Infinity
      : checked('months', size.months ?? 36, 0)
  const first = monthNumber(size.firstMonth ?? '2012-04')
  const seed = checked('seed', size.seed ?? 1, Number.MIN_SAFE_INTEGER)
  return {
    [Symbol.iterator]: () => make(openStreams(contracts, kpis, first, seed), first, months, events),
  }
}

import { parsePeriod, streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { currentVersion, madeEvent, monthAt, monthIndex } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { uuidsOf } from '../environment/sequential-ids'
import type { EventFixture } from '../events/recorded'
import { recordingClock } from './clock'
import { contractLife } from './contract-life'
import { nothingSigned, signingOff, type SigningOff } from './publication-events'
import { randomFrom } from './random'

/** The size of a ledger to generate. Everything has a default. */
export interface LedgerSize {
  /** The number of contracts; 2 by default. */
  readonly contracts?: number
  /** The number of KPIs in each contract at any one time; 12 by default. */
  readonly kpis?: number
  /** The number of months reported; 36 by default, or as many as needed if `events` is given. */
  readonly months?: number
  /** Ends after exactly this many events, in the middle of a month if necessary. */
  readonly events?: number
  /** A whole number; each one gives a different ledger. 1 by default. */
  readonly seed?: number
  /** The first month; `2012-04` by default. */
  readonly firstMonth?: string
  /**
   * Whether scorecards are signed off, which takes a hash of every event and the history of every
   * contract; `false` by default.
   */
  readonly publications?: boolean
}

const LAST_YEAR = 2999

/** The size of a ledger, with defaults filled in and checked. */
interface Drawing {
  readonly contracts: number
  readonly kpis: number
  readonly months: number
  readonly events: number
  readonly first: number
  readonly seed: number
  readonly publications: boolean
}

interface Stream {
  /** The events of the next month, apart from what is signed off. */
  readonly month: () => ReadonlyArray<EventFixture>
  readonly signing: SigningOff
  /** Records an event as the next one. */
  readonly record: (event: EventFixture, recordedAt: string) => RecordedEvent
}

const openStream = (
  contract: string,
  { kpis, first, seed, publications }: Drawing,
  drawn: number,
): Stream => {
  const idOf = uuidsOf(`seed ${seed} ${contract}`)
  const stream = streamOf(contract)
  const [random, changes] = [randomFrom(drawn), randomFrom(~drawn)]
  const judging = randomFrom(Math.imul(drawn, 0xc2b2ae35))
  let size = 0
  const next = (n: number): string => idOf(size + n)
  const life = contractLife(contract, kpis, first, random, changes, judging, next)
  return {
    month: () => life.next().value,
    signing: publications ? signingOff(randomFrom(Math.imul(drawn, 0x27d4eb2f))) : nothingSigned,
    record: (event, recordedAt) => {
      const revision = size++
      const version = currentVersion(event.type)
      const envelope = { id: idOf(revision), stream, revision, version, recordedAt }
      // V8 copies events with different fields a hundred times faster this way than with a spread.
      return madeEvent(Object.assign(envelope, event))
    },
  }
}

const monthNumber = (text: string): number => {
  const period = parsePeriod(text)
  if (E.isRight(period) && period.right.kind === 'month') return monthIndex(period.right)
  throw new RangeError(`firstMonth: expected a month such as 2012-04, got "${text}"`)
}

const checked = (name: string, n: number, least: number): number => {
  if (Number.isInteger(n) && n >= least) return n
  throw new RangeError(`${name}: expected a whole number from ${least}, got ${n}`)
}

function* make(drawing: Drawing): Generator<RecordedEvent> {
  const { contracts, months, events, first, seed } = drawing
  const streams = Array.from({ length: contracts }, (_, i) =>
    openStream(`contract-${i + 1}`, drawing, Math.imul(seed, 0x85ebca6b) ^ (i + 1)),
  )
  let made = 0
  const clock = recordingClock()
  for (let month = first; month < first + months && made < events; month++) {
    if (monthAt(month).year > LAST_YEAR)
      throw new RangeError(
        'the ledger would go past the year 2999; ask for fewer events, or for more KPIs',
      )
    clock.report(month)
    for (const { month: drawn, signing, record } of streams)
      for (const fixtures of [drawn(), signing.publications(month)])
        for (const fixture of fixtures) {
          if (made++ >= events) return
          const event = record(fixture, clock.tick())
          signing.add(event)
          yield event
        }
  }
}

/**
 * Generates a plausible ledger of some contracts: registrations, successive regimes with their
 * KPIs, targets revised and retired, amendments, actuals by month, quarter, half-year and year, late ones,
 * corrections and notes, ratings printed and decided, and events withdrawn; and, if asked for, scorecards
 * signed off as `publish` does it. Every event is accepted by `admit`, and every publication holds; contracts
 * are interleaved in the order of recording.
 *
 * The same size and seed give the same events. They are generated one by one on demand, so a
 * million take no more memory than one month; with publications, as much as their histories. Throws a `RangeError` for sizes that are not whole
 * numbers, or once the year 2999 is reached.
 */
export const generateLedger = (size: LedgerSize = {}): Iterable<RecordedEvent> => {
  const isEndless = size.months === undefined && size.events !== undefined
  const drawing: Drawing = {
    contracts: checked('contracts', size.contracts ?? 2, 1),
    kpis: checked('kpis', size.kpis ?? 12, 1),
    events: size.events === undefined ? Infinity : checked('events', size.events, 0),
    months: isEndless ? Infinity : checked('months', size.months ?? 36, 0),
    first: monthNumber(size.firstMonth ?? '2012-04'),
    seed: checked('seed', size.seed ?? 1, Number.MIN_SAFE_INTEGER),
    publications: size.publications ?? false,
  }
  return { [Symbol.iterator]: () => make(drawing) }
}

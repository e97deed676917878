import {
  collect,
  encodeLine,
  streamOf,
  type DomainEvent,
  type RecordedEvent,
} from '@kpi-ledger/core'
import type { EventReader, NewEvent, ReadAllOptions } from '@kpi-ledger/core/store'
import { branded, toNewEvent } from '@kpi-ledger/core/unstable'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'

/** A UUID that contains its series and number. */
export const uuid = (series: number, n: number): string =>
  `${series.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

const second = (n: number): string => new Date(Date.UTC(2016, 3, 1, 9, 0, n)).toISOString()

/** Events of one contract as in a ledger, a second apart. */
export const recordedAs = (
  contract: string,
  series: number,
  events: ReadonlyArray<DomainEvent>,
): ReadonlyArray<RecordedEvent> =>
  events.map(({ type, data }, revision) => {
    const metadata =
      revision % 2 === 0 ? {} : { metadata: { actor: 'A. Clerk', batch: [revision] } }
    return {
      id: branded(uuid(series, revision)),
      stream: streamOf(contract),
      revision,
      type,
      version: 1,
      recordedAt: branded(second(revision)),
      data,
      ...metadata,
    } as RecordedEvent
  })

/** A contract with an event of every type, profiles, levels and margins among them. */
export const pssp = recordedAs('pssp', 5, [
  {
    type: 'ContractRegistered',
    data: {
      contract: 'pssp',
      title: 'Strategic Partnership — “PSSP” 😂',
      authority: 'Peterborough City Council',
      supplier: 'Serco',
      yearStart: 4,
    },
  },
  {
    type: 'RegimeAdopted',
    data: {
      regime: 'pssp-2016',
      title: 'As refreshed in April 2016',
      effectiveFrom: branded('2016-04'),
      scheme: {
        levels: ['detriment', 'constructor'],
        bands: [
          { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
          { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
          {
            code: 'within-tolerance',
            label: "Within 'Tolerance'",
            grade: 'approaching-target',
            when: { meets: 'target', within: 'tolerance' },
          },
          {
            code: 'missed',
            label: 'Missed',
            grade: 'requires-improvement',
            when: { clears: 'detriment' },
          },
          {
            code: 'floored',
            label: 'Floored',
            grade: 'requires-improvement',
            when: { clears: 'constructor' },
          },
          { code: 'not-met', label: 'Not Met', grade: 'inadequate', when: 'otherwise' },
        ],
        notRated: { code: 'not-measurable', label: 'Not Measurable' },
      },
    },
  },
  {
    type: 'KPIDefined',
    data: {
      regime: 'pssp-2016',
      kpi: 'R&B-K-001',
      description: 'Council Tax collected in the year',
      serviceArea: 'Shared Transactional Services',
      frequency: 'annual',
      unit: 'percent',
      decimals: 2,
      ratedTo: 2,
      accumulation: 'year-to-date',
      effectiveFrom: branded('2016-04'),
      target: {
        comparator: '>=',
        value: 95.8,
        tolerance: { percent: 0.5 },
        profile: { '04': 11.36, '05': 20.31, '12': 80 },
      },
    },
  },
  {
    type: 'KPIDefined',
    data: {
      regime: 'pssp-2016',
      kpi: '__proto__',
      description: 'Failures',
      serviceArea: 'ICT',
      frequency: 'monthly',
      unit: 'count',
      effectiveFrom: branded('2016-05'),
      target: { comparator: '<=', value: 0, levels: { detriment: 1 } },
      succeeds: ['R&B-K-001'],
    },
  },
  {
    type: 'KPIDefined',
    data: {
      regime: 'pssp-2016',
      kpi: '3',
      description: 'Spend against plan',
      serviceArea: 'ICT',
      frequency: 'quarterly',
      unit: 'pounds',
      effectiveFrom: branded('2016-04'),
      target: {
        comparator: 'between',
        low: 90,
        high: 110,
        tolerance: { absolute: 2.5 },
        levels: { detriment: { low: 80, high: 120 } },
      },
    },
  },
  {
    type: 'TargetRevised',
    data: {
      regime: 'pssp-2016',
      kpi: 'R&B-K-001',
      effectiveFrom: branded('2016-06'),
      target: { comparator: '>', value: 96 },
      reason: 'Agreed by the board',
    },
  },
  {
    type: 'ActualRecorded',
    data: {
      kpi: 'R&B-K-001',
      period: '2016-04',
      outcome: { kind: 'measured', value: 11.36, of: 1000, published: '11.36 %' },
    },
  },
  {
    type: 'ActualRecorded',
    data: {
      kpi: '__proto__',
      period: 'FY2016-Q1',
      outcome: { kind: 'not-measured', reason: 'no-data', text: 'N/A' },
    },
  },
  {
    type: 'ActualCorrected',
    data: {
      kpi: 'R&B-K-001',
      period: '2016-04',
      outcome: { kind: 'measured', value: -0.5 },
      reason: 'Miscounted',
    },
  },
  { type: 'NoteAdded', data: { kpi: '3', period: 'FY2016', text: 'Line one\nline\ttwo' } },
  { type: 'NoteAdded', data: { period: '2016-04', text: 'On the whole contract' } },
  {
    type: 'ScorecardPublished',
    data: {
      regime: 'pssp-2016',
      period: '2016-04',
      form: 1,
      scorecardDigest: '0123456789abcdef'.repeat(4),
      size: 11,
      root: 'f'.repeat(64),
    },
  },
  {
    type: 'KPIRetired',
    data: {
      regime: 'pssp-2016',
      kpi: '3',
      effectiveFrom: branded('2016-09'),
      reason: 'No longer needed',
    },
  },
])

/** A contract's registration and notes; as many events as requested. */
export const notes = (contract: string, series: number, length: number) =>
  recordedAs(
    contract,
    series,
    Array.from({ length }, (_, n): DomainEvent => {
      if (n > 0) return { type: 'NoteAdded', data: { period: '2016-04', text: `Note ${n}` } }
      const data = { contract, title: 'T', authority: 'A', supplier: 'S', yearStart: 4 }
      return { type: 'ContractRegistered', data }
    }),
  )

export const asNew = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<NewEvent> =>
  events.map(toNewEvent)

/** The text of a ledger file. */
export const fileOf = (events: ReadonlyArray<RecordedEvent>): string =>
  events.map((event) => `${encodeLine(event)}\n`).join('')

/** Interleaves lists, taking one element of each in turn until all are used up. */
export const interleaved = <A>(...lists: ReadonlyArray<ReadonlyArray<A>>): ReadonlyArray<A> => {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat()
}

export const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(`expected a result, got ${JSON.stringify(either.left)}`)
}

export const leftOf = <Err>(either: E.Either<Err, unknown>): Err => {
  if (E.isLeft(either)) return either.left
  throw new Error(`expected an error, got ${JSON.stringify(either.right)}`)
}

export const readAllOf = async (
  reader: Pick<EventReader, 'readAll'>,
  options: ReadAllOptions = {},
): Promise<ReadonlyArray<RecordedEvent>> =>
  rightOf(await collect(reader.readAll(options))()).map(({ event }) => event)

export const readStreamOf = async (
  reader: Pick<EventReader, 'read'>,
  stream: string,
): Promise<ReadonlyArray<RecordedEvent>> => rightOf(await collect(reader.read(stream))())

/** A folder for files that lasts as long as the tests of a suite. */
export const temporaryFiles = (): ((content: string | Uint8Array) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-'))
  let files = 0
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return (content) => {
    const path = join(folder, `${files++}.ndjson`)
    writeFileSync(path, content)
    return path
  }
}

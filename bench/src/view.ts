import type { RecordedEvent } from '@kpi-ledger/core'
import { branded, formatMonth, monthAt } from '@kpi-ledger/core/unstable'
import { asAt, explanation, foldHistory, now, scorecard } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { race, type Timing } from './measure'

/**
 * The event as it comes from a store. A concatenated string is kept in parts, and reading it
 * character by character takes twice as long; a string from JSON is in one piece.
 */
const asRead = (event: object): RecordedEvent => JSON.parse(JSON.stringify(event)) as RecordedEvent

/**
 * The history of one contract with 40 KPIs, whose actuals are corrected again and again; after
 * `months` months it begins with the first again.
 */
export const longHistory = (size: number, months = 12_000): ReadonlyArray<RecordedEvent> => {
  const events: Array<RecordedEvent> = []
  const add = (event: Pick<RecordedEvent, 'type' | 'data'>): void => {
    const revision = events.length
    events.push(
      asRead({
        ...event,
        id: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
        stream: 'kpiContract-long',
        revision,
        version: 1,
        // At instants that do not go up in equal steps, as nobody records at equal steps.
        recordedAt: new Date(
          Date.UTC(2000, 0, 1) + revision * 1000 + ((revision * 7919) % 997),
        ).toISOString(),
      }),
    )
  }
  const regime = 'only'
  add({
    type: 'ContractRegistered',
    data: { contract: 'long', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
  })
  add({
    type: 'RegimeAdopted',
    data: {
      regime,
      title: 'T',
      effectiveFrom: branded('1900-01'),
      scheme: {
        bands: [
          { code: 'exceeded', label: 'E', grade: 'good', when: { beats: 'target' } },
          { code: 'met', label: 'M', grade: 'good', when: { meets: 'target' } },
          {
            code: 'close',
            label: 'C',
            grade: 'approaching-target',
            when: { meets: 'target', within: 'tolerance' },
          },
          { code: 'not-met', label: 'N', grade: 'inadequate', when: 'otherwise' },
        ],
        notRated: { code: 'none', label: 'None' },
      },
    },
  })
  const kpis = Array.from({ length: 40 }, (_, i) => `K-${String(i)}`)
  for (const kpi of kpis)
    add({
      type: 'KPIDefined',
      data: {
        regime,
        kpi,
        description: kpi,
        serviceArea: `Area ${kpi.slice(-1)}`,
        frequency: 'monthly',
        unit: 'percent',
        effectiveFrom: branded('1900-01'),
        target: { comparator: '>=', value: 90.5, tolerance: { percent: 5 } },
      },
    })
  for (let m = 0; events.length < size; m = (m + 1) % months)
    for (const kpi of kpis) {
      const period = formatMonth(monthAt(1900 * 12 + m))
      const outcome = { kind: 'measured', value: (m % 1000) / 10 } as const
      add({ type: 'ActualCorrected', data: { kpi, period, outcome, reason: 'again' } })
    }
  return events.slice(0, size)
}

const PERIODS = [
  { kind: 'month', year: 1900, month: 4 },
  { kind: 'month', year: 1900, month: 5 },
] as const

const JANUARY = { kind: 'month', year: 1900, month: 1 } as const

/** So many that what is timed is compiled code, as in a server that has run for a second. */
const VIEWS = 500

/** Times a scorecard of 40 KPIs and two months on histories of growing size. */
export const raceViews = (sizes: ReadonlyArray<number>): ReadonlyArray<Timing> => {
  const timings = race(
    sizes.map((size) => {
      const history = foldHistory(longHistory(size))
      return {
        name: `a scorecard on ${size.toLocaleString('en')} events`,
        work: () => {
          for (let i = 0; i < VIEWS; i++)
            if (E.isLeft(scorecard(history, { periods: PERIODS }))) throw new Error('no scorecard')
        },
      }
    }),
  )
  return timings.map(({ name, milliseconds }) => ({ name, milliseconds: milliseconds / VIEWS }))
}

const middle = (events: ReadonlyArray<RecordedEvent>): string =>
  events[Math.floor(events.length / 2)]?.recordedAt ?? ''

/**
 * Times what an auditor asks of a folded history: a scorecard as it was halfway, and why a cell is
 * rated as it is; once for many months, and once for one month that is corrected again and again.
 */
export const raceAsking = (size: number, limit: number): ReadonlyArray<Timing> => {
  const timings = race(
    [12_000, 1].flatMap((months) => {
      const events = longHistory(size, months)
      const history = foldHistory(events)
      const then = asAt(middle(events))
      const of = months === 1 ? 'one month' : 'many months'
      return [
        {
          name: `scorecard --as-at, ${of}`,
          work: () => scorecard(history, { periods: [JANUARY], asAt: then }),
        },
        {
          name: `explain, ${of}`,
          work: () => explanation(history, { kpi: 'K-7', period: JANUARY, asAt: now }),
        },
      ].map(({ name, work }) => ({
        name,
        work: () => {
          if (E.isLeft<unknown>(work())) throw new Error(`no answer to ${name}`)
        },
      }))
    }),
  )
  return [{ name: 'the limit', milliseconds: limit }, ...timings]
}

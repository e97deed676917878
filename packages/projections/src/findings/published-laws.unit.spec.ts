import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { arbitraryLedger, recorded } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { drawnUntil } from '../../../../scripts/jest/drawn-until'
import { kpisOf, period, valueOf } from '../fixture.spec'
import { now } from '../history/as-at'
import { remembered } from '../remembered.spec'
import type { Cell } from '../scorecard/cell'
import { scorecard } from '../scorecard/scorecard'
import type { Finding } from './finding'
import { findings } from './findings'

const said = ['On track', 'Not on track', 'No longer\non track', 'Still on-track, as planned']

/**
 * Events with each one repeated, notes with other words, so that events may come between the two.
 */
const again = (text: string) => (event: RecordedEvent) => {
  const { type, data, recordedAt } = event
  return {
    ...({ type, data } as DomainEvent),
    ...(event.type === 'NoteAdded' ? { data: { ...event.data, text } } : {}),
    recordedAt,
  } as DomainEvent & { readonly recordedAt: string }
}

interface Published {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly of: string
  /** The revision of the publication. */
  readonly at: number
}

/** A ledger with a publication under the regime `first`, and with notes that say "on track". */
const withPublication: fc.Arbitrary<Published> = remembered(
  fc
    .tuple(
      arbitraryLedger({ maxCommands: 160, withdrawals: false }),
      fc.double({ min: 0.1, max: 0.7, noNaN: true }),
      fc.constantFrom('2015-06', '2015-12', '2016-03', 'FY2015-Q4', 'FY2015'),
      fc.constantFrom(...said),
    )
    .map(([ledger, part, of, text]) => {
      const at = Math.max(2, Math.floor(part * ledger.length))
      const hash = '0'.repeat(64)
      const data = {
        regime: 'first',
        period: of,
        form: 1,
        scorecardDigest: hash,
        size: at,
        root: hash,
      }
      const recordedAt = ledger[at - 1]?.recordedAt ?? ''
      const events = recorded('pssp', [
        ...ledger.slice(0, at).map(again(text)),
        { type: 'ScorecardPublished', data, recordedAt },
        ...ledger.slice(at).map(again(text)),
      ])
      return { events, of, at }
    }),
)

const found = (
  events: ReadonlyArray<RecordedEvent>,
  revision: number | null = null,
): ReadonlyArray<Finding> =>
  valueOf(findings(foldHistory(events), { asAt: { ...now, revision } })).findings

const cellAt = ({ events, of }: Published, kpi: string, revision: number): Cell | null => {
  const card = scorecard(foldHistory(events), {
    periods: [period(of)],
    regime: 'first',
    asAt: { ...now, revision },
  })
  const row = E.isLeft(card) ? undefined : kpisOf(card.right).find((each) => each.kpi === kpi)
  return row?.cells[0] ?? null
}

describe('findings of any ledger with a publication', () => {
  it('as at a revision are those of the events up to it (M21)', () => {
    fc.assert(
      fc.property(withPublication, fc.nat(), ({ events }, n) => {
        const revision = n % events.length
        expect(found(events, revision)).toEqual(found(events.slice(0, revision + 1)))
      }),
    )
  })

  it('call a figure late if and only if it came to be shown on the published scorecard (M26)', () => {
    fc.assert(
      fc.property(withPublication, (published) => {
        const { events, at } = published
        const late = found(events)
          .filter(({ finding }) => finding === 'late-actual')
          .map((each) => each.events.map(({ revision }) => revision))
        for (const { type, revision, data } of events) {
          if (type !== 'ActualRecorded' || revision < at) continue
          const then = cellAt(published, data.kpi, revision)
          if (cellAt(published, data.kpi, at) === null)
            expect(late).not.toContainEqual([at, revision])
          else if (then !== null)
            expect(late.some((each) => each.includes(revision))).toBe(
              then.determinedBy.actual === revision,
            )
        }
      }),
    )
  })

  it('are of the kinds that these ledgers are meant to bring up', () => {
    const missing = new Set<Finding['finding']>([
      ...(['target-after-actual', 'corrected-to-good', 'late-actual'] as const),
      ...(['actual-after-retirement', 'claims-on-track'] as const),
    ])
    const kinds = withPublication.map(({ events }) => found(events))
    drawnUntil(kinds, 20_000, (drawn) => {
      for (const { finding } of drawn.flat()) missing.delete(finding)
      return missing.size === 0
    })
    expect([...missing]).toEqual([])
  })
})

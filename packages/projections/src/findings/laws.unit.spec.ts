import { arbitraryLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { asAt, now } from '../history/as-at'
import { foldHistory } from '@kpi-ledger/core'
import { findings, type FindingsQuery } from './findings'

const asked = arbitraryLedger().chain((events) =>
  fc.record({
    events: fc.constant(events),
    revision: fc.nat(events.length - 1),
    regime: fc.constantFrom(undefined, 'first', 'second', 'third'),
    lateAfter: fc.constantFrom(undefined, 0, 30),
    overdueAfter: fc.constantFrom(undefined, 0, 30),
  }),
)

const queryOf = ({
  regime,
  lateAfter,
  overdueAfter,
}: Record<'regime' | 'lateAfter' | 'overdueAfter', string | number | undefined>) =>
  ({
    ...(regime === undefined ? {} : { regime }),
    ...(lateAfter === undefined ? {} : { lateAfter }),
    ...(overdueAfter === undefined ? {} : { overdueAfter }),
  }) as FindingsQuery

/** The findings, or the error, without the point in time that an error names. */
const answered = (answer: ReturnType<typeof findings>) =>
  E.bimap(
    (error: object) => ({ ...error, asAt: null }),
    ({ findings: all }: { readonly findings: unknown }) => all,
  )(answer)

describe('findings of any ledger', () => {
  it('as at a revision are those of the events up to it (M21)', () => {
    fc.assert(
      fc.property(asked, ({ events, revision, ...more }) => {
        const query = queryOf(more)
        const cut = findings(foldHistory(events), { ...query, asAt: { ...now, revision } })
        const then = findings(foldHistory(events.slice(0, revision + 1)), query)
        expect(answered(cut)).toEqual(answered(then))
      }),
    )
  })

  it('as at an instant are those of the events up to it (M21)', () => {
    fc.assert(
      fc.property(asked, ({ events, revision, ...more }) => {
        const query = queryOf(more)
        const instant = events[revision]?.recordedAt ?? ''
        const cut = findings(foldHistory(events), { ...query, asAt: asAt(instant) })
        const earlier = events.filter(({ recordedAt }) => recordedAt <= instant)
        expect(answered(cut)).toEqual(answered(findings(foldHistory(earlier), query)))
      }),
    )
  })

  it('name existing events, and are one sentence each', () => {
    fc.assert(
      fc.property(asked, ({ events, ...more }) => {
        const now = '2016-12-01T00:00:00.000Z'
        const answer = findings(foldHistory(events), { ...queryOf(more), now })
        if (E.isLeft(answer)) return
        for (const { events: behind, sentence, kpi } of answer.right.findings) {
          expect(behind.length).toBeGreaterThan(0)
          for (const { revision, id, type, recordedAt } of behind)
            expect(events[revision]).toMatchObject({ id, type, recordedAt })
          const revisions = behind.map(({ revision }) => revision)
          expect([...new Set(revisions)].sort((a, b) => a - b)).toEqual(revisions)
          expect(sentence).not.toMatch(/undefined|NaN|\.$/)
          if (kpi !== null)
            expect(events.some(({ data }) => 'kpi' in data && data.kpi === kpi)).toBe(true)
        }
      }),
    )
  })
})

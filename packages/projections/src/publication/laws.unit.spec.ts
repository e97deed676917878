import { foldHistory, parsePeriod, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import { arbitraryLedger, recorded } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { kpisOf, period, valueOf } from '../fixture.spec'
import { now } from '../history/as-at'
import { remembered } from '../remembered.spec'
import { scorecard } from '../scorecard/scorecard'
import { publish } from './publish'
import { scorecardDigest } from './scorecard-digest'
import { publicationsJson, restatements, type PublishedScorecard } from './restatements'

const periods = ['2015-06', '2016-02', '2016-03', '2016-04', 'FY2015-Q4', 'FY2015'].map(period)
const regimes = ['first', 'second', 'third', undefined]

/** Events with each one repeated, so that others may come between the two. */
const unrecorded = ({ type, data, recordedAt }: RecordedEvent) =>
  ({ type, data, recordedAt }) as DomainEvent & { recordedAt: string }

interface Published {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly before: number
}

const publishedAfter = (
  ledger: ReadonlyArray<RecordedEvent>,
  before: number,
  of: (typeof periods)[number],
  regime: string | undefined,
): Published | null => {
  const first = ledger.slice(0, before)
  const digest = valueOf(
    E.fromNullable('no digest')(digestAt('kpiContract-pssp', merkleLog(first))),
  )
  const history = foldHistory(first)
  const signing = publish(history, {
    ...{ period: of, ledger: digest, at: '2999-12-31T00:00:00.000Z', metadata: { actor: 'Board' } },
    ...{ incomplete: true, again: true },
  })
  if (E.isLeft(signing)) return null
  const { type: _, contract: __, metadata: ___, ...drawn } = signing.right.command
  // Earlier versions published under any existing regime.
  const named = scorecard(history, { periods: [of], regime: regime ?? drawn.regime })
  if (E.isLeft(named) || named.right.serviceAreas.length === 0) return null
  const data = {
    ...drawn,
    regime: regime ?? drawn.regime,
    scorecardDigest: scorecardDigest(named.right),
  }
  const recordedAt = first.at(-1)?.recordedAt ?? ''
  const publication = { type: 'ScorecardPublished' as const, data, recordedAt }
  const events = recorded('pssp', [
    ...first.map(unrecorded),
    publication,
    ...ledger.slice(before).map(unrecorded),
  ])
  // Ids are reassigned by revision, so that the first events are those that were published.
  expect(merkleLog(events).rootAt(before)).toEqual(merkleLog(first).rootAt(before))
  return { events, before }
}

/** A ledger with a publication somewhere in it, and what was published. */
const withPublication = remembered(
  fc
    .tuple(arbitraryLedger({ withdrawals: false }), fc.double({ min: 0.1, max: 0.7, noNaN: true }))
    .chain(([ledger, part]) =>
      fc.record({
        ledger: fc.constant(ledger),
        before: fc.constant(Math.max(1, Math.floor(part * ledger.length))),
        of: fc.constantFrom(...periods),
        regime: fc.constantFrom(...regimes),
      }),
    )
    .map(({ ledger, before, of, regime }) => publishedAfter(ledger, before, of, regime))
    .filter((published) => published !== null),
)

const only = (events: ReadonlyArray<RecordedEvent>): PublishedScorecard => {
  const [published] = valueOf(restatements(foldHistory(events))).publications
  if (published === undefined) throw new Error('no publication')
  return published
}

/** What a cell contains, without commentary and origins. */
const saying = (
  events: ReadonlyArray<RecordedEvent>,
  { period: of, regime }: PublishedScorecard,
) => {
  const card = scorecard(foldHistory(events), { periods: [valueOf(parsePeriod(of))], regime })
  return new Map(
    kpisOf(valueOf(card)).flatMap(({ kpi, cells: [cell = null] }) => {
      if (cell === null) return []
      const { target, comparator, outcome, figure, reason, rating, extrapolated } = cell
      const said = { target, comparator, outcome, figure, reason, rating }
      return [[kpi, { said, extrapolated }] as const]
    }),
  )
}

test('M25 a publication can be recomputed and verified, whatever is appended later', () => {
  fc.assert(
    fc.property(withPublication, ({ events, before }) => {
      const log = merkleLog(events)
      for (let size = before + 1; size <= events.length; size++) {
        const report = valueOf(restatements(foldHistory(events.slice(0, size))))
        const json = publicationsJson(
          report,
          { size, root: '' },
          (first) => digestAt('kpiContract-pssp', log, first)?.root ?? null,
        )
        expect(json.publications).toMatchObject([{ recomputes: true, holds: true, failing: [] }])
        expect(JSON.parse(JSON.stringify(json))).toStrictEqual(json)
      }
    }),
  )
})

test('M26 the restated cells are those in which two scorecards differ', () => {
  fc.assert(
    fc.property(withPublication, ({ events, before }) => {
      const published = only(events)
      const then = saying(events.slice(0, before), published)
      const since = saying(events, published)
      const different = [...new Set([...then.keys(), ...since.keys()])].filter((kpi) => {
        const [a, b] = [then.get(kpi), since.get(kpi)]
        if (a === undefined && b?.extrapolated === true) return false
        return JSON.stringify(a?.said) !== JSON.stringify(b?.said)
      })
      expect(published.restatements.map(({ kpi }) => kpi).sort()).toEqual(different.sort())
    }),
  )
})

test('M26 without the events that caused it a restatement disappears, and every one has such events', () => {
  fc.assert(
    fc.property(withPublication, ({ events, before }) => {
      for (const { kpi, events: doing, asPublished, now: shown, changed } of only(events)
        .restatements) {
        expect(doing.length).toBeGreaterThan(0)
        expect(asPublished ?? shown).not.toBeNull()
        expect(changed.length > 0).toBe(asPublished !== null && shown !== null)
        for (const { revision, id } of doing) {
          expect(revision).toBeGreaterThan(before)
          expect(events[revision]?.id).toBe(id)
        }
        const [first = 0] = doing.map(({ revision }) => revision)
        const until = only(events.slice(0, first))
        expect(until.restatements.map((each) => each.kpi)).not.toContain(kpi)
      }
    }),
  )
})

test('M26 notes, and publications, restate nothing', () => {
  fc.assert(
    fc.property(withPublication, fc.constantFrom('1', 'C', undefined), ({ events }, kpi) => {
      const published = only(events)
      const note = { period: published.period, text: 'late' }
      const data = kpi === undefined ? note : { ...note, kpi }
      const last = events.at(-1)?.recordedAt ?? ''
      const again = only(
        recorded('pssp', [
          ...events.map(unrecorded),
          { type: 'NoteAdded', data, recordedAt: last },
        ]),
      )
      const said = ({ restatements: all }: PublishedScorecard) =>
        all.map(({ kpi: of, changed, events: doing }) => [of, changed, doing])
      expect(said(again)).toEqual(said(published))
    }),
  )
})

test('M21 an answer as at a revision is that of the events up to it', () => {
  fc.assert(
    fc.property(withPublication, fc.nat(), ({ events, before }, n) => {
      const revision = before + (n % (events.length - before))
      const asked = { ...now, revision }
      const cut = valueOf(restatements(foldHistory(events), { asAt: asked }))
      const then = valueOf(restatements(foldHistory(events.slice(0, revision + 1))))
      expect(cut.publications).toEqual(then.publications)
    }),
  )
})

test('there is an answer, whatever a publication claims', () => {
  const hex = fc.constantFrom('0'.repeat(64), 'f'.repeat(64))
  const forged = fc.record({
    regime: fc.constantFrom('first', 'third', 'x'),
    period: fc.constantFrom('2016-03', '1900-01', '2999-12', 'FY2999', 'FY1900-Q1'),
    form: fc.constant(1),
    scorecardDigest: hex,
    size: fc.oneof(fc.nat(60), fc.constant(Number.MAX_SAFE_INTEGER)),
    root: hex,
  })
  fc.assert(
    fc.property(arbitraryLedger(), forged, fc.nat(), (ledger, data, n) => {
      const before = n % (ledger.length + 1)
      const events = recorded('pssp', [
        ...ledger.slice(0, before).map(unrecorded),
        { type: 'ScorecardPublished', data },
        ...ledger.slice(before).map(({ type, data: of }) => ({ type, data: of }) as DomainEvent),
      ])
      const report = restatements(foldHistory(events))
      if (!events.some(({ type }) => type === 'ContractRegistered'))
        expect(report).toMatchObject({ left: { _tag: 'NoSuchContract' } })
      else expect(valueOf(report).publications).toMatchObject([{ recomputes: false }])
    }),
  )
})

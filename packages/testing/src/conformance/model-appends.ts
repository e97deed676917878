import type { Batch, ExpectedRevision, NewEvent } from '@kpi-ledger/core/store'
import { canonicalJson } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { leftOf, type Framework } from './fixture'
import { answerTo, ofStream, withBatch, type Log } from './model'
import { arbitraryStream, eventOf, type StoreCommand } from './model-run'

/** A batch, relative to the stream at the time it is appended. */
interface BatchDraft {
  readonly stream: string
  /** How many events before the end of the stream it starts: 0 if all are new. */
  readonly back: number
  readonly length: number
  readonly flaw: 'none' | 'altered' | 'doubled' | 'reversed'
  /** The expected revision; a number is relative to the revision before the batch. */
  readonly expected: Exclude<ExpectedRevision, number> | { readonly off: number }
}

const arbitraryDraft = (stream: fc.Arbitrary<string>): fc.Arbitrary<BatchDraft> =>
  fc.record({
    stream,
    back: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5)),
    // Occasionally more than a store is likely to read at once.
    length: fc.oneof({ weight: 30, arbitrary: fc.nat(4) }, fc.constant(270)),
    flaw: fc.oneof(
      { weight: 6, arbitrary: fc.constant('none' as const) },
      fc.constantFrom('altered' as const, 'doubled' as const, 'reversed' as const),
    ),
    expected: fc.oneof(
      fc.constantFrom('any' as const, 'no-stream' as const, 'stream-exists' as const),
      { weight: 2, arbitrary: fc.constant({ off: 0 }) },
      fc.record({ off: fc.integer({ min: -2, max: 6 }) }),
    ),
  })

const flawed = (
  events: ReadonlyArray<NewEvent>,
  flaw: BatchDraft['flaw'],
): ReadonlyArray<NewEvent> => {
  switch (flaw) {
    case 'none':
      return events
    case 'altered':
      return events.map((event, i) =>
        i < events.length - 1 ? event : { ...event, metadata: { actor: 'Somebody else' } },
      )
    case 'doubled':
      return [...events, ...events.slice(0, 1)]
    case 'reversed':
      return [...events].reverse()
  }
}

const batchOf = (log: Log, { stream, back, length, flaw, expected }: BatchDraft): Batch => {
  const first = Math.max(0, ofStream(log, stream).length - back)
  const events = Array.from({ length }, (_, i) => eventOf(stream, first + i))
  const revision = typeof expected === 'object' ? first - 1 + expected.off : -1
  return {
    stream,
    events: flawed(events, flaw),
    expected: typeof expected !== 'object' ? expected : revision < 0 ? 'no-stream' : revision,
  }
}

const appends = (expect: Framework['expect'], draft: BatchDraft): StoreCommand => ({
  check: () => true,
  run: async (known, { store }) => {
    const batch = batchOf(known.log, draft)
    const expected = answerTo(known.log, batch)
    expect(await store.append(batch.stream, batch.events, batch.expected)()).toEqual(expected)
    if (E.isRight(expected) && expected.right._tag === 'Appended')
      known.log = withBatch(known.log, batch)
  },
  toString: () => `append(${JSON.stringify(draft)})`,
})

/** Appends several batches. A store that cannot do so must say so and be left unchanged. */
const appendsTogether = (
  expect: Framework['expect'],
  drafts: ReadonlyArray<BatchDraft>,
): StoreCommand => ({
  check: () => true,
  run: async (known, { store }) => {
    const batches = drafts.map((draft) => batchOf(known.log, draft))
    const answers = batches.map((batch) => answerTo(known.log, batch))
    const answer = await store.appendTogether(batches)()
    if (batches.length > 1 && E.isLeft(answer) && answer.left._tag === 'NotSupported') return
    // If several refusals are possible, the store may choose which to give.
    const refusals = answers.filter(E.isLeft).map(({ left }) => canonicalJson(left))
    if (refusals.length > 0) {
      expect(refusals).toContain(canonicalJson(leftOf(answer)))
      return
    }
    const expected = answers.filter(E.isRight).map(({ right }) => right)
    expect(answer).toEqual(E.right(expected))
    for (const [i, batch] of batches.entries())
      if (expected[i]?._tag === 'Appended') known.log = withBatch(known.log, batch)
  },
  toString: () => `appendTogether(${JSON.stringify(drafts)})`,
})

/** A command that appends a batch and checks the result. */
export const arbitraryAppend = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  arbitraryDraft(arbitraryStream).map((draft) => appends(expect, draft))

/** A command that appends several batches together and checks the result. */
export const arbitraryAppendTogether = (expect: Framework['expect']): fc.Arbitrary<StoreCommand> =>
  fc
    .uniqueArray(arbitraryDraft(arbitraryStream), {
      selector: ({ stream }) => stream,
      maxLength: 3,
    })
    .map((drafts) => appendsTogether(expect, drafts))

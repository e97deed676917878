import type { Band, BandTest, Grade, Margin, Scheme } from '@kpi-ledger/core'
import { grades, notRatedReasons } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'
import { arbitraryDistance } from './figures'

/** A margin, absolute or as a percentage of the target (M10). */
export const arbitraryMargin = (): fc.Arbitrary<Margin> =>
  arbitraryDistance().chain((n) => fc.constantFrom<Margin>({ absolute: n }, { percent: n }))

const meeting = (margin: Margin): fc.Arbitrary<BandTest> =>
  fc.constantFrom<BandTest>(
    { meets: 'target', within: 'tolerance' },
    { meets: 'target', within: margin },
    { meets: 'target', under: margin },
  )

const level = (name: string): fc.Arbitrary<BandTest> =>
  fc.constantFrom<BandTest>({ clears: name }, { reaches: name })

const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<ReadonlyArray<A>> =>
  fc.option(arbitrary, { nil: undefined }).map((a) => (a === undefined ? [] : [a]))

/** Tests of bands, in the only order in which each band can contain the one before it (M12). */
const arbitraryTests = (): fc.Arbitrary<ReadonlyArray<BandTest>> =>
  fc
    .tuple(
      maybe(
        fc
          .option(arbitraryMargin(), { nil: 'tolerance' as const })
          .map((by): BandTest => ({ beats: 'target', by })),
      ),
      maybe(fc.constant<BandTest>({ beats: 'target' })),
      fc.constant<ReadonlyArray<BandTest>>([{ meets: 'target' }]),
      maybe(arbitraryMargin().chain(meeting)),
      maybe(level('detriment')),
      maybe(level('failure')),
    )
    .map((tests) => [...tests.flat(), 'otherwise'])

const arbitraryGrades = (bands: number): fc.Arbitrary<ReadonlyArray<Grade>> =>
  fc
    .array(fc.integer({ min: 0, max: grades.length - 1 }), { minLength: bands, maxLength: bands })
    .map((ranks) => ranks.sort((a, b) => a - b).map((rank) => grades[rank] ?? 'good'))

const bandOf = (when: BandTest, i: number, grade: Grade): Band => ({
  code: `band-${i + 1}`,
  label: `Band ${i + 1}`,
  grade,
  when,
})

/** A word for each reason, one of which is the general word (M18a). */
const byReason: Scheme['notRated']['by'] = Object.fromEntries(
  notRatedReasons.map((reason) => [
    reason,
    reason === 'no-data'
      ? { code: 'not-rated', label: 'Not Rated' }
      : { code: reason, label: `Not rated: ${reason}` },
  ]),
)

/** The scheme with points for its worst band and for repeats (M34). */
const withPoints = ({ bands, ...rest }: Scheme): Scheme => ({
  ...rest,
  bands: bands.map((band, i) => (i === bands.length - 1 ? { ...band, points: 2 } : band)),
  repeat: { within: 2, factor: 2 },
})

/**
 * A scheme that can rate: bands of every kind, best first, with their grades in order (M11, M13).
 */
export const arbitraryScheme = (): fc.Arbitrary<Scheme> =>
  arbitraryTests().chain((tests) =>
    fc
      .tuple(arbitraryGrades(tests.length), fc.boolean(), fc.boolean())
      .map(([sorted, worded, pointed]) => {
        const notRated = { code: 'not-rated', label: 'Not Rated' }
        const scheme: Scheme = {
          levels: ['detriment', 'failure'],
          bands: tests.map((when, i) => bandOf(when, i, sorted[i] ?? 'inadequate')),
          notRated: worded ? { ...notRated, by: byReason } : notRated,
        }
        return pointed ? withPoints(scheme) : scheme
      }),
  )

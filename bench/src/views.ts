import { encodeLine } from '@kpi-ledger/core'
import {
  comparison,
  due,
  explanation,
  findings,
  foldHistory,
  points,
  restatements,
  scorecard,
  tracker,
  yearGrid,
} from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { race, type Timing } from './measure'
import { reportedContract } from './reported-contract'

const YEAR = { kind: 'financial-year', financialYear: 2016 } as const
const MONTH = { kind: 'month', year: 2016, month: 12 } as const
const [KPI, NOW] = ['K-7', '2017-06-01T09:00:00.000Z']

/** How many times each view is drawn in a round, to hide the granularity of the clock. */
const TIMES = 10

/** How many lines JSON.parse reads; the time of a view is shown relative to that. */
const LINES = 1000

/**
 * Times every view of one contract, the same in every release, relative to JSON.parse of a thousand
 * of its lines: if a ratio has grown, that view has become slower.
 */
export const raceEveryView = (): ReadonlyArray<Timing> => {
  const events = reportedContract()
  const lines = events.slice(0, LINES).map(encodeLine)
  const history = foldHistory(events)
  const views: Readonly<Record<string, () => E.Either<unknown, unknown>>> = {
    'scorecard of a month': () => scorecard(history, { periods: [MONTH] }),
    'scorecard of a year': () => scorecard(history, { periods: [YEAR] }),
    'tracker of a KPI': () => tracker(history, { kpi: KPI, financialYear: YEAR }),
    'comparison of two regimes': () =>
      comparison(history, { a: 'first', b: 'second', periods: [MONTH] }),
    'explanation of a figure': () => explanation(history, { kpi: KPI, period: MONTH }),
    findings: () => findings(history, { lateAfter: 30, overdueAfter: 30, now: NOW }),
    'restatements of 12 publications': () => restatements(history),
    'year grid': () => yearGrid(history, { financialYear: YEAR }),
    due: () => due(history, { period: MONTH, now: NOW }),
    'points of a year': () => points(history, { financialYear: YEAR }),
  }
  const timings = race([
    {
      name: `JSON.parse of ${LINES.toLocaleString('en')} lines`,
      work: () => {
        for (let i = 0; i < TIMES; i++) for (const line of lines) JSON.parse(line)
      },
    },
    ...Object.entries(views).map(([name, ask]) => ({
      name,
      work: () => {
        for (let i = 0; i < TIMES; i++) {
          const answer = ask()
          if (E.isLeft(answer)) throw new Error(`${name}: ${JSON.stringify(answer.left)}`)
        }
      },
    })),
  ])
  return timings.map(({ name, milliseconds }) => ({ name, milliseconds: milliseconds / TIMES }))
}

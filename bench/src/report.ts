import { foldHistory, type History } from '@kpi-ledger/core'
import {
  committeeReport,
  committeeReportJson,
  type CommitteeReportJson,
} from '@kpi-ledger/projections'
import { committeeReportDocument, htmlWriter } from '@kpi-ledger/report'
import { recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { raceTasks, type Timing } from './measure'

const KPIS = 43
const MONTHS = 24

const monthOf = (place: number): string =>
  `${String(2014 + Math.floor((place + 3) / 12))}-${String(((place + 3) % 12) + 1).padStart(2, '0')}`

/**
 * A history of 43 KPIs, each with a figure and a note for each of 24 months; every `short`th KPI
 * misses its target at the end.
 */
const historyOf = (short: number): History => {
  const target = (place: number): EventFixture => ({
    type: 'KPIDefined',
    data: {
      ...{
        regime: 'r',
        kpi: `K-${String(place)}`,
        description: `Answered within ${String(place)} days`,
      },
      ...{ serviceArea: `Area ${String(place % 7)}`, frequency: 'monthly', unit: 'percent' },
      effectiveFrom: '2014-04',
      target: { comparator: '>=', value: 90, tolerance: { absolute: 2 } },
    },
  })
  const figures = (place: number): ReadonlyArray<EventFixture> =>
    Array.from({ length: KPIS }, (_, kpi): EventFixture => ({
      type: 'ActualRecorded',
      data: {
        ...{ kpi: `K-${String(kpi)}`, period: monthOf(place) },
        outcome: {
          kind: 'measured',
          value: place === MONTHS - 1 && kpi % short === 0 ? 80 : 86 + ((kpi * 7 + place * 5) % 12),
        },
      },
    }))
  return foldHistory(
    recorded('c', [
      {
        type: 'ContractRegistered',
        data: { contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
      },
      {
        type: 'RegimeAdopted',
        data: {
          ...{ regime: 'r', title: 'Rules', effectiveFrom: '2014-04' },
          scheme: {
            bands: [
              { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
              {
                ...{ code: 'near', label: 'Near', grade: 'approaching-target' },
                when: { meets: 'target', within: 'tolerance' },
              },
              { code: 'not', label: 'Not met', grade: 'inadequate', when: 'otherwise' },
            ],
            notRated: { code: 'none', label: 'None' },
          },
        },
      },
      ...Array.from({ length: KPIS }, (_, place) => target(place)),
      ...Array.from({ length: MONTHS }, (_, place) => figures(place)).flat(),
    ]),
  )
}

const period = { kind: 'month', year: 2016, month: 3 } as const

const answer = (history: History): CommitteeReportJson => {
  const report = committeeReport(history, { period })
  if (E.isLeft(report)) throw new Error('no report')
  return committeeReportJson(report.right, { size: 1, root: 'ab'.repeat(32) }, () => null)
}

const page = async (history: History): Promise<string> => {
  let html = ''
  const document = committeeReportDocument(answer(history), 4)
  for await (const piece of htmlWriter.write(document, { width: 80, colour: false })) html += piece
  return html
}

/**
 * Times the committee report as JSON and as a page with its charts, drawn from a folded history.
 * Also returns the length of the page, and checks that it is the same every time.
 */
export const raceReports = async (
  short: number,
): Promise<{ readonly timings: ReadonlyArray<Timing>; readonly bytes: number }> => {
  const history = historyOf(short)
  const first = await page(history)
  if ((await page(historyOf(short))) !== first)
    throw new Error('the page is not the same every time')
  const timings = await raceTasks([
    { name: 'the answer as JSON', work: async () => JSON.stringify(answer(history)) },
    { name: 'the answer as a page', work: () => page(history) },
  ])
  return { timings, bytes: Buffer.byteLength(first) }
}

/** How many KPIs miss their targets: one in five, or all. */
export const SHORTFALLS = { 'one in five': 5, all: 1 } as const
